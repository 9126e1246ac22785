'use client'

import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/input'
import type { FormResult } from '@/lib/authz/action'

interface ScheduleFormProps {
  connector: string
  schedule: string
  hour: number
  action: (previous: FormResult | null, form: FormData) => Promise<FormResult>
}

const choices = { off: 'On request only', hourly: 'Every hour', daily: 'Every day' }

export function ScheduleForm({ connector, schedule: stored, hour, action }: ScheduleFormProps) {
  const [result, submit, busy] = useActionState(action, null)
  const [schedule, setSchedule] = useState(stored)
  const [at, setAt] = useState(String(hour))
  const changed = schedule !== stored || (schedule === 'daily' && at !== String(hour))
  return (
    <form action={submit} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="connector" value={connector} />
      <NativeSelect
        name="schedule"
        aria-label="Schedule"
        className="w-auto"
        value={schedule}
        onChange={(event) => setSchedule(event.target.value)}
      >
        {Object.entries(choices).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </NativeSelect>
      {schedule === 'daily' && (
        <NativeSelect
          name="hour"
          aria-label="Hour, UTC"
          className="w-auto"
          value={at}
          onChange={(event) => setAt(event.target.value)}
        >
          {Array.from({ length: 24 }, (_, value) => (
            <option key={value} value={value}>
              {String(value).padStart(2, '0')}:00 UTC
            </option>
          ))}
        </NativeSelect>
      )}
      {changed && (
        <Button type="submit" busy={busy} disabled={busy}>
          Save
        </Button>
      )}
      <span role="status" className={result?.ok === false ? 'text-small text-negative' : 'text-small text-muted'}>
        {result?.message}
      </span>
    </form>
  )
}
