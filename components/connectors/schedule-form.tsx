'use client'

import { useActionState, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, NativeSelect } from '@/components/ui/input'
import { keepFields } from '@/components/ui/keep-fields'
import { presetWords, weekdayWords, zoneOfBrowser } from '@/components/ui/schedule-words'
import type { FormAction } from '@/lib/authz/action'
import type { Preset } from '@/lib/refresh/schedule-preset'

interface ScheduleFormProps {
  connector: string
  stored: Preset
  /** Null as long as nobody has chosen one. */
  zone: string | null
  zones: readonly string[]
  /** Of a source that is compared row by row; null: this one is not. */
  reconcileCron: string | null
  action: FormAction
}

/** `children` says what holds now; the form that changes it opens below. */
export function ScheduleForm({ children, ...props }: ScheduleFormProps & { children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1">{children}</div>
        <Button
          kind="quiet"
          size="small"
          className="-my-1 -mr-2.5"
          aria-expanded={open}
          aria-label={open ? 'Close the schedule' : 'Change the schedule'}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Close' : 'Change'}
        </Button>
      </div>
      {open && <Choices {...props} />}
    </div>
  )
}

function Choices({ connector, stored, zone, zones, reconcileCron, action }: ScheduleFormProps) {
  const [result, submit, busy] = useActionState(action, null)
  const [preset, setPreset] = useState(stored.preset)
  const [fields, setFields] = useState({
    time: stored.time,
    weekday: String(stored.weekday),
    cron: stored.cron,
    zone: zone ?? zoneOfBrowser(zones),
    reconcile: reconcileCron ?? '',
  })
  const field = (name: keyof typeof fields) => ({
    name,
    value: fields[name],
    onChange: ({ target }: { target: { value: string } }) => setFields({ ...fields, [name]: target.value }),
  })
  return (
    <form action={submit} onReset={keepFields} noValidate className="flex flex-col gap-3 rounded-control bg-sunken p-3">
      <input type="hidden" name="connector" value={connector} />
      <div className="grid grid-cols-2 gap-3 max-tablet:grid-cols-1">
        <Field label="Refresh">
          <NativeSelect
            name="preset"
            value={preset}
            onChange={({ target }) => setPreset(target.value as Preset['preset'])}
          >
            {Object.entries(presetWords).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
        {preset === 'weekly' && (
          <Field label="Day">
            <NativeSelect {...field('weekday')}>
              {weekdayWords.map((label, index) => (
                <option key={label} value={(index + 1) % 7}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          </Field>
        )}
        {preset !== 'off' && preset !== 'own' && (
          <Field
            label="At"
            error={result?.errors?.['time']}
            hint={preset === 'hourly' ? 'Only the minutes count.' : undefined}
          >
            <Input type="time" {...field('time')} />
          </Field>
        )}
        {preset === 'own' && (
          <Field
            label="Cron expression"
            error={result?.errors?.['cron']}
            hint="Minute, hour, day of the month, month, day of the week: 0 6,18 * * 1-5"
          >
            <Input className="font-mono" spellCheck={false} {...field('cron')} />
          </Field>
        )}
        {preset !== 'off' && (
          <Field label="Time zone" error={result?.errors?.['zone']}>
            <NativeSelect {...field('zone')}>
              {zones.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </NativeSelect>
          </Field>
        )}
        {preset !== 'off' && reconcileCron !== null && (
          <div className="col-span-full">
            <Field
              label="Compare every row"
              optional
              error={result?.errors?.['reconcile']}
              hint="A cron expression in the same zone. Finds what was deleted, or changed without a stamp."
            >
              <Input className="font-mono" spellCheck={false} {...field('reconcile')} />
            </Field>
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind="primary" size="small" busy={busy} disabled={busy}>
          Save schedule
        </Button>
        <span role="status" className={result?.ok === false ? 'text-small text-negative' : 'text-small text-muted'}>
          {result?.message}
        </span>
      </div>
    </form>
  )
}
