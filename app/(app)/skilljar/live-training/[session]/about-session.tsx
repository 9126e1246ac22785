import { StatusBadge } from '@/components/ui/status-badge'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import type { DescribedSession } from '@/lib/metrics/described-session'

/** "Course: Data basics · with Mara Lind · over Zoom meeting · 16 seats · 2 events · begins on 3 Mar 2026" */
export function aboutSession({ course, instructor, account, seats, events, day, tags }: DescribedSession): string {
  const first = events[0]?.startsAt?.slice(0, 10)
  return [
    course === null ? 'Of no course that Skilljar knows' : `Course: ${course}`,
    instructor === null ? null : `with ${instructor}`,
    account === null ? null : `over ${account}`,
    seats === null ? 'no limit of seats' : formatCounted(seats, 'seat', 'seats'),
    formatCounted(events.length, 'event', 'events'),
    first === undefined ? `made on ${formatDay(day)}` : `begins on ${formatDay(first)}`,
    tags === null ? null : `tags: ${tags}`,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

const badges = {
  held: { tone: 'positive', icon: 'check' },
  planned: { tone: 'info', icon: 'waiting' },
  cancelled: { tone: 'negative', icon: 'cross' },
} as const

export function sessionState({ state, cancelledAt }: DescribedSession) {
  const text = state === 'cancelled' ? `Cancelled on ${formatDay(cancelledAt)}` : state === 'held' ? 'Held' : 'Planned'
  return <StatusBadge {...badges[state]}>{text}</StatusBadge>
}
