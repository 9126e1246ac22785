/** Words of the forms that choose a schedule. */
import type { Preset } from '@/lib/refresh/schedule-preset'

export const presetWords: Readonly<Record<Preset['preset'], string>> = {
  off: 'On request only',
  hourly: 'Every hour',
  daily: 'Every day',
  weekdays: 'Monday to Friday',
  weekly: 'Once a week',
  own: 'Own cron expression',
}

/** From Monday on. */
export const weekdayWords = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export function zoneOfBrowser(zones: readonly string[]): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return zones.includes(own) ? own : 'UTC'
}
