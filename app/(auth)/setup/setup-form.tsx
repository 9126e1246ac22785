'use client'

import Link from 'next/link'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
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

export function SetupForm() {
  const [result, submit, busy] = useActionState(createAdmin, null)
  if (result?.ok) {
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
    <form action={submit} className="flex flex-col gap-4" noValidate>
      {result?.message && <Banner kind="negative" title={result.message} />}
      {fields.map(({ name, label, ...field }) => (
        <Field key={name} label={label} hint={'hint' in field ? field.hint : undefined} error={result?.errors?.[name]}>
          <Input name={name} type={field.type} autoComplete={field.autoComplete} className="h-10" />
        </Field>
      ))}
      <Button type="submit" kind="primary" size="large" busy={busy} disabled={busy}>
        Create administrator
      </Button>
    </form>
  )
}
