'use client'

import { useActionState, useState } from 'react'
import type { Option } from '@/components/filters/pick-many'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormAction, FormResult } from '@/lib/authz/action'
import { RightsFields } from './rights-fields'
import { ShownOnce } from './shown-once'

interface AddPersonProps {
  options: readonly Option[]
  /** Whether the operator named a mail server. */
  mayEmail: boolean
  action: FormAction
}

export function AddPerson({ options, mayEmail, action }: AddPersonProps) {
  const [typed, setTyped] = useState({ name: '', email: '' })
  const [added, setAdded] = useState(0)
  const [result, submit, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await action(previous, form)
    if (next.ok) {
      setTyped({ name: '', email: '' })
      setAdded(added + 1)
    }
    return next
  }, null)
  const field = (name: keyof typeof typed) => ({
    name,
    value: typed[name],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => setTyped({ ...typed, [name]: target.value }),
  })
  return (
    <form action={submit} onReset={keepFields} noValidate className="flex max-w-2xl flex-col gap-4">
      {result?.message && <Banner kind={result.ok ? 'info' : 'negative'} title={result.message} />}
      {result?.once && (
        <ShownOnce value={result.once} what="the invitation link">
          The invitation link, good for one use within 7 days.
        </ShownOnce>
      )}
      <Field label="Name" error={result?.errors?.['name']}>
        <Input {...field('name')} />
      </Field>
      <Field
        label="E-mail address"
        error={result?.errors?.['email']}
        hint={
          mayEmail
            ? 'The invitation goes there too.'
            : 'No mail server is set (SMTP_URL): the link is shown here, for you to hand on.'
        }
      >
        <Input type="email" placeholder="ines@example.com" {...field('email')} />
      </Field>
      {/* Starts anew after each person. */}
      <RightsFields key={added} role="viewer" teams={[]} options={options} error={result?.errors?.['teams']} />
      <div>
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          Add and make the link
        </Button>
      </div>
    </form>
  )
}
