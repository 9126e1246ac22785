'use client'

import { startTransition, useActionState, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Confirm } from '@/components/ui/confirm'
import type { FormAction } from '@/lib/authz/action'
import { ShownOnce } from './shown-once'

interface ConfirmedButtonProps {
  label: string
  /** Where several buttons have the same label: which one this is. */
  of?: string
  icon?: ReactNode
  danger?: boolean
  size?: 'small' | 'medium'
  title: string
  /** What will happen. */
  means: string
  /** What a secret that comes back is. */
  once?: string
  values: Readonly<Record<string, string>>
  action: FormAction
}

/** One deed on the server, asked about once more; a secret that it makes is shown below. */
export function ConfirmedButton({
  label,
  of,
  icon,
  danger = false,
  size = 'medium',
  title,
  means,
  once,
  values,
  action,
}: ConfirmedButtonProps) {
  const [asking, setAsking] = useState(false)
  const [result, submit, busy] = useActionState(action, null)
  const send = () => {
    const form = new FormData()
    for (const [name, value] of Object.entries(values)) form.set(name, value)
    startTransition(() => submit(form))
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Button
          kind={danger ? 'danger' : 'default'}
          size={size}
          icon={icon}
          busy={busy}
          disabled={busy}
          aria-label={of && `${label}: ${of}`}
          onClick={() => setAsking(true)}
        >
          {label}
        </Button>
        <span role="status" className={cn('text-small', result?.ok === false ? 'text-negative' : 'text-muted')}>
          {result?.message}
        </span>
      </div>
      {result?.once && once && (
        <ShownOnce value={result.once} what="the link">
          {once}
        </ShownOnce>
      )}
      <Confirm open={asking} onOpenChange={setAsking} title={title} confirm={label} danger={danger} onConfirm={send}>
        {means}
      </Confirm>
    </div>
  )
}
