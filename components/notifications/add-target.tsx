'use client'

import { useActionState, useState } from 'react'
import { CopyButton } from '@/components/metrics/copy-button'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import { Field } from '@/components/ui/field'
import { Input, NativeSelect } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormAction, FormResult } from '@/lib/authz/action'

interface AddTargetProps {
  /** By name: what each says. */
  events: Readonly<Record<string, string>>
  /** Whether the operator named a mail server. */
  mayEmail: boolean
  action: FormAction
}

export function AddTarget({ events, mayEmail, action }: AddTargetProps) {
  const [channel, setChannel] = useState(mayEmail ? 'email' : 'webhook')
  const [address, setAddress] = useState('')
  const [result, submit, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await action(previous, form)
    if (next.ok) setAddress('')
    return next
  }, null)
  return (
    <form action={submit} onReset={keepFields} noValidate className="flex max-w-xl flex-col gap-4">
      <h3 className="text-body font-semibold">Add a target</h3>
      {result?.message && <Banner kind={result.ok ? 'info' : 'negative'} title={result.message} />}
      {result?.once && <SigningKey value={result.once} />}
      <Field
        label="By"
        hint={mayEmail ? undefined : 'E-mail needs SMTP_URL, which the operator has not set: messages would fail.'}
      >
        <NativeSelect name="channel" value={channel} onChange={({ target }) => setChannel(target.value)}>
          <option value="email">E-mail</option>
          <option value="webhook">Webhook</option>
        </NativeSelect>
      </Field>
      <Field
        label={channel === 'email' ? 'E-mail address' : 'Address'}
        error={result?.errors?.['address']}
        hint={
          channel === 'webhook'
            ? 'It gets a signed POST with JSON. Its path is sealed and not shown again. Redirects are not followed.'
            : undefined
        }
      >
        <Input
          name="address"
          type={channel === 'email' ? 'email' : 'url'}
          placeholder={channel === 'email' ? 'data-team@example.com' : 'https://hooks.example.com/skillscope'}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
      </Field>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-[550]">When</legend>
        {Object.entries(events).map(([name, says]) => (
          <Check key={name} name={name} defaultChecked>
            {says}
          </Check>
        ))}
        {result?.errors?.['events'] && <p className="text-small text-negative">{result.errors['events']}</p>}
      </fieldset>
      <div>
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          Add
        </Button>
      </div>
    </form>
  )
}

function SigningKey({ value }: { value: string }) {
  return (
    <div className="flex flex-col gap-2 rounded-control border border-warning bg-warning-soft p-3">
      <p>
        <strong className="font-semibold">The key that signs its messages.</strong> Copy it now: it is not shown again.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="font-mono text-small break-all select-all">{value}</code>
        <CopyButton text={value} what="the signing key" />
      </div>
    </div>
  )
}
