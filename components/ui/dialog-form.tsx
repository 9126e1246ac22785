'use client'

import { useActionState, type ReactNode } from 'react'
import type { FormAction, FormResult } from '@/lib/authz/action'
import { Banner } from './banner'
import { Button } from './button'
import { keepFields } from './keep-fields'

interface DialogFormProps {
  action: FormAction
  /** Sent along, as nobody enters it. */
  values: Readonly<Record<string, string>>
  submit?: string
  onDone: (result: FormResult, form: FormData) => void
  onCancel: () => void
  /** The fields, given what is wrong with each. */
  children: (errors: Readonly<Record<string, string>>) => ReactNode
}

/** The form of a dialog: what keeps it from being done stands at its top, its two ways out at its end. */
export function DialogForm({ action, values, submit = 'Save', onDone, onCancel, children }: DialogFormProps) {
  const [result, send, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await action(previous, form)
    if (next.ok) onDone(next, form)
    return next
  }, null)
  return (
    <form action={send} onReset={keepFields} noValidate className="flex flex-col gap-4">
      {result?.ok === false && result.message && <Banner kind="negative" title={result.message} />}
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children(result?.errors ?? {})}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Go back</Button>
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
