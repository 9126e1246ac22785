'use client'

import { Check, Trash2 } from 'lucide-react'
import { startTransition, useActionState, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Confirm } from '@/components/ui/confirm'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import type { FormAction } from '@/lib/authz/action'

interface DecideProps {
  run: number
  approve: FormAction
  discard: FormAction
  /** What approving does, with the counts; said under the button and again in the dialog. */
  approveMeans: string
  discardMeans: string
  /** The numbers that would move. */
  children: ReactNode
}

const SHORTEST_REASON = 10

/** The decision about a held run: a reason, then publish or discard, each confirmed once more. */
export function Decide({ run, approve, discard, approveMeans, discardMeans, children }: DecideProps) {
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState<'approve' | 'discard' | null>(null)
  const [short, setShort] = useState(false)
  const [approved, sendApproval, approving] = useActionState(approve, null)
  const [discarded, sendDiscard, discarding] = useActionState(discard, null)
  const result = approved ?? discarded
  const busy = approving || discarding || result?.ok === true

  const ask = (what: 'approve' | 'discard') => {
    const tooShort = reason.trim().length < SHORTEST_REASON
    setShort(tooShort)
    if (!tooShort) setAsking(what)
  }
  const send = (submit: (form: FormData) => void) => {
    const form = new FormData()
    form.set('run', String(run))
    form.set('reason', reason)
    startTransition(() => submit(form))
  }

  return (
    <Card title="Decide" about="Recorded in the audit log with your name.">
      <div className="flex flex-col gap-4">
        {children}
        <Field
          label="Reason"
          hint={`Required, at least ${SHORTEST_REASON} characters.`}
          error={
            short ? `Say in at least ${SHORTEST_REASON} characters why.` : (result?.errors?.['reason'] ?? undefined)
          }
        >
          <Textarea
            name="reason"
            value={reason}
            disabled={busy}
            maxLength={1_000}
            placeholder="For example: two groups were dissolved, confirmed by the Skilljar admin"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="flex flex-col gap-1.5">
          <Button
            kind="primary"
            icon={<Check aria-hidden />}
            busy={approving}
            disabled={busy}
            onClick={() => ask('approve')}
          >
            Approve and publish
          </Button>
          <p className="text-small text-muted">{approveMeans}</p>
        </div>
        <div className="flex flex-col gap-1.5 border-t border-border pt-4">
          <Button
            kind="danger"
            icon={<Trash2 aria-hidden />}
            busy={discarding}
            disabled={busy}
            onClick={() => ask('discard')}
          >
            Discard run
          </Button>
          <p className="text-small text-muted">{discardMeans}</p>
        </div>
        <p role="status" className={cn('text-small', result?.ok === false ? 'text-negative' : 'text-muted')}>
          {result?.message}
        </p>
      </div>
      <Confirm
        open={asking === 'approve'}
        onOpenChange={(open) => setAsking(open ? 'approve' : null)}
        title={`Publish run ${run}?`}
        confirm="Approve and publish"
        onConfirm={() => send(sendApproval)}
      >
        {approveMeans}
      </Confirm>
      <Confirm
        open={asking === 'discard'}
        onOpenChange={(open) => setAsking(open ? 'discard' : null)}
        title={`Discard run ${run}?`}
        confirm="Discard run"
        danger
        onConfirm={() => send(sendDiscard)}
      >
        {discardMeans}
      </Confirm>
    </Card>
  )
}
