'use client'

import { startTransition, useActionState, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Confirm } from '@/components/ui/confirm'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FormAction } from '@/lib/authz/action'

interface DecideFormProps {
  action: FormAction
  values: Readonly<Record<string, string>>
  /** What the button does. */
  label: string
  /** The question that the reason answers. */
  why: string
  icon: ReactNode
  /** What will happen, asked once more. */
  means: string
}

/** A decision about accounts, with a reason for those who come after. */
export function DecideForm({ action, values, label, why, icon, means }: DecideFormProps) {
  const [because, setBecause] = useState('')
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState(false)
  const [result, submit, busy] = useActionState(action, null)
  const ask = () => {
    const tooShort = because.trim().length < 10
    setMissing(tooShort)
    setAsking(!tooShort)
  }
  const send = () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...values, because })) form.set(name, value)
    startTransition(() => submit(form))
  }
  return (
    <div className="flex max-w-prose flex-col gap-2">
      <Field
        label={why}
        hint="Recorded with your name, here and in the audit log."
        error={missing ? 'Say in at least 10 characters why.' : result?.errors?.['because']}
      >
        <Input name="because" value={because} maxLength={500} onChange={(event) => setBecause(event.target.value)} />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button icon={icon} busy={busy} disabled={busy} onClick={ask}>
          {label}
        </Button>
        <span role="status" className={cn('text-small', result?.ok === false ? 'text-negative' : 'text-muted')}>
          {result?.message}
        </span>
      </div>
      <Confirm open={asking} onOpenChange={setAsking} title={`${label}?`} confirm={label} onConfirm={send}>
        {means}
      </Confirm>
    </div>
  )
}
