/** Schedules as people choose them; everything else is a cron expression of one's own. */

export interface Preset {
  readonly preset: 'off' | 'hourly' | 'daily' | 'weekdays' | 'weekly' | 'own'
  /** HH:MM in the schedule's zone; of hourly only the minutes count. */
  readonly time: string
  /** 0 is Sunday, as in cron. */
  readonly weekday: number
  readonly cron: string
}

/** What the form offers first. */
const usual = { time: '03:00', weekday: 1 } as const

const weekdays = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays']

export function cronOf({ preset, time, weekday, cron }: Preset): string | null {
  const [hour, minute] = time.split(':').map(Number)
  switch (preset) {
    case 'off':
      return null
    case 'hourly':
      return `${minute} * * * *`
    case 'daily':
      return `${minute} ${hour} * * *`
    case 'weekdays':
      return `${minute} ${hour} * * 1-5`
    case 'weekly':
      return `${minute} ${hour} * * ${weekday}`
    case 'own':
      return cron
  }
}

export function presetOf(cron: string | null): Preset {
  if (cron === null) return { preset: 'off', ...usual, cron: '' }
  const [, minute, hour, day] = /^(\d{1,2}) (\d{1,2}|\*) \* \* (\*|1-5|[0-7])$/.exec(cron) ?? []
  if (minute === undefined || (hour === '*' && day !== '*')) return { preset: 'own', ...usual, cron }
  const time = `${(hour === '*' ? '0' : (hour ?? '')).padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (hour === '*') return { preset: 'hourly', ...usual, time, cron }
  if (day === '*') return { preset: 'daily', ...usual, time, cron }
  if (day === '1-5') return { preset: 'weekdays', ...usual, time, cron }
  return { preset: 'weekly', time, weekday: Number(day) % 7, cron }
}

/** "Daily at 03:00"; an expression of one's own stands for itself. */
export function scheduleInWords(cron: string | null): string {
  const { preset, time, weekday } = presetOf(cron)
  switch (preset) {
    case 'off':
      return 'On request only'
    case 'hourly':
      return `Every hour at minute ${time.slice(3)}`
    case 'daily':
      return `Daily at ${time}`
    case 'weekdays':
      return `Monday to Friday at ${time}`
    case 'weekly':
      return `${weekdays[weekday]} at ${time}`
    case 'own':
      return `By ${cron}`
  }
}
