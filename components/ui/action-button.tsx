'use client'

import { useActionState, type ComponentProps } from 'react'
import type { FormAction } from '@/lib/authz/action'
import { Button } from './button'
import { cn } from './cn'

interface ActionButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick' | 'type'> {
  action: FormAction
  /** Sent as hidden fields. */
  values: Readonly<Record<string, string>>
}

/** A button that does one thing on the server and says how it went beside it. */
export function ActionButton({ action, values, children, disabled, ...rest }: ActionButtonProps) {
  const [result, submit, busy] = useActionState(action, null)
  return (
    <form action={submit} className="flex flex-wrap items-center gap-y-2">
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" busy={busy} disabled={busy || disabled} {...rest}>
        {children}
      </Button>
      <span
        role="status"
        className={cn('text-small not-empty:ml-2', result?.ok === false ? 'text-negative' : 'text-muted')}
      >
        {result?.message}
      </span>
    </form>
  )
}
