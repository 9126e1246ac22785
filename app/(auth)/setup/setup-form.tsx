'use client'

import Link from 'next/link'
import { useActionState, useRef } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FormResult } from '@/lib/authz/action'
import { createAdmin } from './actions'

const fields = [
  { name: 'name', label: 'Name', type: 'text', autoComplete: 'name' },
  { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
  {
    name: 'password',
    label: 'Password',
    type: 'password',
    autoComplete: 'new-password',
    hint: 'At least 12 characters.',
  },
  { name: 'again', label: 'Password again', type: 'password', autoComplete: 'new-password' },
] as const

interface Sent {
  readonly result: FormResult
  /** React empties a form once its action has ended; what is no secret comes back. */
  readonly typed: Readonly<Record<string, string>>
}

export function SetupForm() {
  const form = useRef<HTMLFormElement>(null)
  const [sent, submit, busy] = useActionState(async (_previous: Sent | null, values: FormData): Promise<Sent> => {
    const result = await createAdmin(null, values)
    if (!result.ok)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
    return { result, typed: { name: String(values.get('name')), email: String(values.get('email')) } }
  }, null)

  if (sent?.result.ok) {
    return (
      <div className="flex flex-col gap-4">
        <Banner kind="info" title="Your account is ready.">
          Sign in and connect your sources next.
        </Banner>
        <Button asChild kind="primary" size="large">
          <Link href="/sign-in?callbackUrl=/admin/connectors">Sign in</Link>
        </Button>
      </div>
    )
  }
  return (
    <form ref={form} action={submit} className="flex flex-col gap-3.5" noValidate>
      {sent?.result.message && <Banner kind="negative" title={sent.result.message} />}
      {fields.map(({ name, label, type, autoComplete, ...more }) => (
        <Field
          key={name}
          label={label}
          hint={'hint' in more ? more.hint : undefined}
          error={sent?.result.errors?.[name]}
        >
          <Input
            name={name}
            type={type}
            autoComplete={autoComplete}
            defaultValue={sent?.typed[name]}
            className="h-10"
          />
        </Field>
      ))}
      <Button type="submit" kind="primary" size="large" busy={busy} disabled={busy} className="w-full">
        Create administrator
      </Button>
    </form>
  )
}
