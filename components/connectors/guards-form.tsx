'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormAction } from '@/lib/authz/action'

export interface GuardField {
  readonly name: string
  readonly label: string
  readonly hint: string
  /** Empty: the default stands. */
  readonly value: string
  readonly standard: string
}

interface GuardsFormProps {
  connector: string
  fields: readonly GuardField[]
  /** Limits of single tables as JSON; empty: none. */
  tables: string
  action: FormAction
}

/** How unlike the last delivery one may be before its refresh waits for a decision. */
export function GuardsForm({ connector, fields, tables, action }: GuardsFormProps) {
  const [result, submit, busy] = useActionState(action, null)
  return (
    <form action={submit} onReset={keepFields} className="flex max-w-3xl flex-col gap-4">
      <input type="hidden" name="connector" value={connector} />
      <div className="grid gap-4 tablet:grid-cols-2">
        {fields.map(({ name, label, hint, value, standard }) => (
          <Field key={name} label={label} hint={hint} error={result?.errors?.[name]} optional>
            <Input name={name} inputMode="decimal" defaultValue={value} placeholder={standard} />
          </Field>
        ))}
      </div>
      <Field
        label="Single tables"
        hint='JSON, like {"team_dim": {"shrinkPercent": 50}}. The same four limits, for tables that move more or less than the rest.'
        error={result?.errors?.['tables']}
        optional
      >
        <Textarea name="tables" defaultValue={tables} className="font-mono" spellCheck={false} />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          Save limits
        </Button>
        <span role="status" className={cn('text-small', result?.ok === false ? 'text-negative' : 'text-muted')}>
          {result?.message}
        </span>
      </div>
    </form>
  )
}
