/** How live training is told on its pages. */
import type { BarState } from '@/components/charts/bars'
import { formatCount, formatCounted } from '@/lib/format/numbers'

export const LIVE = '/skilljar/live-training'

const states = { held: 'Held', planned: 'Planned', cancelled: 'Cancelled' } as const
export const stateName = (state: unknown) => states[state as keyof typeof states] ?? 'Unknown'

export const sessionStates = [
  { key: 'held', label: 'Held', color: 'accent' },
  { key: 'planned', label: 'Planned', color: 'info', hatched: true },
  { key: 'cancelled', label: 'Cancelled', color: 'negative' },
] as const satisfies readonly BarState[]

export const attendances = [
  { key: 'attended', label: 'Attended', color: 'positive' },
  { key: 'no_show', label: 'No-show', color: 'negative' },
  { key: 'unmarked', label: 'Not marked', color: 'unset' },
] as const satisfies readonly BarState[]

/** "6 registrations of 20 seats, 14 left"; `whose` says of whom, where the reader does not see everybody's. */
export function seatsInWords(event: Readonly<Record<string, unknown>>, whose = ''): string {
  const { seats, registered, seats_left: left, suppressed } = event
  const limit = typeof seats === 'number' ? `of ${formatCounted(seats, 'seat', 'seats')}` : 'no limit of seats'
  if (suppressed === true) return `Registrations hidden, ${limit}`
  const taken = `${formatCounted(Number(registered), 'registration', 'registrations')}${whose}`
  if (whose !== '' || typeof seats !== 'number') return `${taken}, ${limit}`
  return typeof left === 'number' && left > 0 ? `${taken} ${limit}, ${formatCount(left)} left` : `${taken} ${limit}`
}
