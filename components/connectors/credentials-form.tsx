'use client'

import { useActionState, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, NativeSelect, Textarea } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormAction, FormResult } from '@/lib/authz/action'
import type { CredentialField as Credential } from '@/lib/connectors/registry'

export interface FormField extends Omit<Credential, 'guardsSecrets'> {
  /** What is stored; never given for a secret. */
  readonly value?: string
  /** For a secret: "Set 3 Nov 2026 by Ines Carvalho". */
  readonly stored?: string
}

interface CredentialsFormProps {
  connector: string
  /** Groups of which only one is filled in (a bucket or a folder); empty: all groups belong together. */
  alternatives: readonly string[]
  chosen: string
  fields: readonly FormField[]
  action: FormAction
}

/** What was typed stays after a mistake, except secrets; a stored secret is never filled in. */
export function CredentialsForm({ connector, alternatives, chosen, fields, action }: CredentialsFormProps) {
  const [tries, setTries] = useState(0)
  const [result, submit, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await action(previous, form)
    setTries((before) => before + 1)
    return next
  }, null)
  const [alternative, setAlternative] = useState(chosen)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(fields.map(({ name, value }) => [name, value ?? ''])),
  )
  const shown = fields.filter(({ group }) => !alternatives.includes(group) || group === alternative)
  const groups = [...new Set(shown.map(({ group }) => group))]
  const set = (name: string, value: string) => setTyped((before) => ({ ...before, [name]: value }))

  return (
    <form action={submit} onReset={keepFields} noValidate className="flex max-w-xl flex-col gap-5">
      <input type="hidden" name="connector" value={connector} />
      {result?.message && <Banner kind={result.ok ? 'info' : 'negative'} title={result.message} />}
      {alternatives.length > 0 && (
        <fieldset className="flex flex-wrap gap-4">
          <legend className="mb-1 font-[550]">Where the data lies</legend>
          {alternatives.map((name) => (
            <label key={name} className="flex min-h-8 items-center gap-2">
              <input
                type="radio"
                className="size-4 accent-accent"
                checked={name === alternative}
                onChange={() => setAlternative(name)}
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
      {groups.map((group) => (
        <fieldset key={group} className="flex flex-col gap-4">
          <legend className="mb-2 text-card font-semibold">{group}</legend>
          {shown
            .filter((field) => field.group === group)
            .map((field) => (
              <CredentialField
                // A secret starts empty after every try.
                key={field.secret ? `${field.name} ${tries}` : field.name}
                field={field}
                value={typed[field.name] ?? ''}
                error={result?.errors?.[field.name]}
                onChange={(value) => set(field.name, value)}
              />
            ))}
        </fieldset>
      ))}
      <div className="flex gap-2">
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          Save credentials
        </Button>
      </div>
    </form>
  )
}

interface CredentialFieldProps {
  field: FormField
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

function CredentialField({ field, value, error, onChange }: CredentialFieldProps) {
  const { name, label, secret, optional, input, choices = [], hint, placeholder, stored } = field
  const note = [hint, stored && `${stored}. Leave empty to keep it.`].filter(Boolean).join(' ')
  const common = { name, placeholder: stored ? undefined : placeholder, autoComplete: 'off', spellCheck: false }
  if (input === 'checkbox') {
    return (
      <label className="flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          name={name}
          className="size-4 accent-accent"
          checked={value === 'true' || value === 'on'}
          onChange={(event) => onChange(String(event.target.checked))}
        />
        {label}
        {hint && <span className="text-small text-muted">{hint}</span>}
      </label>
    )
  }
  return (
    <Field label={label} hint={note || undefined} error={error} optional={optional}>
      {input === 'select' ? (
        <NativeSelect name={name} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">Default</option>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </NativeSelect>
      ) : input === 'textarea' ? (
        <Textarea
          {...common}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="font-mono text-small"
        />
      ) : secret ? (
        <Input {...common} type={input === 'password' ? 'password' : 'text'} autoComplete="new-password" />
      ) : (
        <Input {...common} type={input} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}
