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

interface AddTokenProps {
  options: readonly Option[]
  /** The first day that can be chosen (ISO). */
  today: string
  action: FormAction
}

export function AddToken({ options, today, action }: AddTokenProps) {
  const [typed, setTyped] = useState({ name: '', expires: '' })
  const [added, setAdded] = useState(0)
  const [result, submit, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await action(previous, form)
    if (next.ok) {
      setTyped({ name: '', expires: '' })
      setAdded(added + 1)
    }
    return next
  }, null)
  const field = (name: keyof typeof typed) => ({
    name,
    value: typed[name],
    onChange: ({ target }: { target: { value: string } }) => setTyped({ ...typed, [name]: target.value }),
  })
  return (
    <form action={submit} onReset={keepFields} noValidate className="flex max-w-2xl flex-col gap-4">
      {result?.message && <Banner kind={result.ok ? 'info' : 'negative'} title={result.message} />}
      {result?.once && (
        <ShownOnce value={result.once} what="the token">
          The token.
        </ShownOnce>
      )}
      <Field label="Name" hint="What it is for, such as “nightly export”." error={result?.errors?.['name']}>
        <Input autoComplete="off" {...field('name')} />
      </Field>
      {/* Starts anew after each token. */}
      <RightsFields
        key={added}
        role="viewer"
        teams={[]}
        options={options}
        withDays={false}
        error={result?.errors?.['teams']}
      />
      <Field
        label="Last day"
        optional
        hint="It works until this day ends (UTC). Empty: until somebody revokes it."
        error={result?.errors?.['expires']}
      >
        <Input type="date" min={today} className="w-44" {...field('expires')} />
      </Field>
      <div>
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          Make token
        </Button>
      </div>
    </form>
  )
}
