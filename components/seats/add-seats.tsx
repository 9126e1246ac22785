'use client'

import { useActionState, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import type { FormAction, FormResult } from '@/lib/authz/action'

interface AddSeatsProps {
  /** ISO day to begin with. */
  today: string
  action: FormAction
}

export function AddSeats({ today, action }: AddSeatsProps) {
  const [seats, setSeats] = useState('')
  const [from, setFrom] = useState(today)
  const [result, submit, busy] = useActionState(async (previous: FormResult | null, form: FormData) => {
    const next = await action(previous, form)
    if (next.ok) setSeats('')
    return next
  }, null)
  return (
    <form action={submit} onReset={keepFields} noValidate className="flex max-w-xl flex-col gap-4">
      <h3 className="text-body font-semibold">Add a number of seats</h3>
      {result?.message && <Banner kind={result.ok ? 'info' : 'negative'} title={result.message} />}
      <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
        <Field label="Seats" error={result?.errors?.['seats']} hint="0 where there are none any more.">
          <Input
            name="seats"
            inputMode="numeric"
            autoComplete="off"
            placeholder="250"
            value={seats}
            onChange={({ target }) => setSeats(target.value)}
          />
        </Field>
        <Field label="Valid from" error={result?.errors?.['validFrom']} hint="Until the day of the next number.">
          <Input name="validFrom" type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        </Field>
      </div>
      <div>
        <Button type="submit" kind="primary" busy={busy} disabled={busy}>
          Add seats
        </Button>
      </div>
    </form>
  )
}
