'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input, NativeSelect } from '@/components/ui/input'
import { presetWords, weekdayWords } from '@/components/ui/schedule-words'
import type { Preset as StoredSchedule } from '@/lib/refresh/schedule-preset'

type Preset = Exclude<keyof typeof presetWords, 'off' | 'hourly'>

/** Nobody wants a mail every hour; who does, writes the expression. */
const offered: readonly Preset[] = ['weekly', 'weekdays', 'daily', 'own']

interface ScheduleFieldsProps {
  errors: Readonly<Record<string, string>>
  /** Absent: it is a new one. */
  stored?: StoredSchedule
}

/** When a view is sent; the zone stands beside it. */
export function ScheduleFields({ errors, stored }: ScheduleFieldsProps) {
  const [preset, setPreset] = useState(offered.find((name) => name === stored?.preset) ?? (stored ? 'own' : 'weekly'))
  return (
    <>
      <Field label="Send">
        <NativeSelect name="preset" value={preset} onChange={({ target }) => setPreset(target.value as Preset)}>
          {offered.map((name) => (
            <option key={name} value={name}>
              {presetWords[name]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {preset === 'weekly' && (
        <Field label="Day">
          <NativeSelect name="weekday" defaultValue={stored?.weekday ?? 1}>
            {weekdayWords.map((label, index) => (
              <option key={label} value={(index + 1) % 7}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      {preset === 'own' ? (
        <Field
          label="Cron expression"
          error={errors['cron']}
          hint="Minute, hour, day of the month, month, day of the week: 0 7 1 * *"
        >
          <Input name="cron" defaultValue={stored?.cron} className="font-mono" spellCheck={false} />
        </Field>
      ) : (
        <Field label="At" error={errors['time']}>
          <Input type="time" name="time" defaultValue={stored?.time ?? '07:00'} />
        </Field>
      )}
    </>
  )
}
