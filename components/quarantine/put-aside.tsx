'use client'

import { Archive } from 'lucide-react'
import { startTransition, useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FormAction } from '@/lib/authz/action'

interface PutAsideProps {
  action: FormAction
  values: Readonly<Record<string, string>>
  /** "12 rows" */
  rows: string
}

/** Takes rows out of sight with a reason for the audit log, after asking once more. */
export function PutAside({ action, values, rows }: PutAsideProps) {
  const [because, setBecause] = useState('')
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState(false)
  const [result, submit, busy] = useActionState(action, null)
  const ask = () => {
    const empty = because.trim() === ''
    setMissing(empty)
    setAsking(!empty)
  }
  const send = () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...values, because })) form.set(name, value)
    startTransition(() => submit(form))
  }
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Why these rows need not be taken"
        hint="Recorded in the audit log with your name."
        error={missing ? 'Say why, for those who come after you.' : result?.errors?.['because']}
      >
        <Input name="because" value={because} maxLength={500} onChange={(event) => setBecause(event.target.value)} />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="danger" icon={<Archive aria-hidden />} busy={busy} disabled={busy} onClick={ask}>
          Put aside {rows}
        </Button>
        <span role="status" className={result?.ok === false ? 'text-small text-negative' : 'text-small text-muted'}>
          {result?.message}
        </span>
      </div>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Put aside ${rows}?`}
        confirm={`Put aside ${rows}`}
        danger
        onConfirm={send}
      >
        They leave this page, are never replayed, and stay aside when a later delivery brings the very same rows. Their
        raw bytes are kept for another 30 days.
      </Confirm>
    </div>
  )
}
