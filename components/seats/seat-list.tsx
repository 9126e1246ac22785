import { Armchair } from 'lucide-react'
import { ActionButton } from '@/components/ui/action-button'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status-badge'
import type { FormAction } from '@/lib/authz/action'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import type { SeatEntry } from '@/lib/seats/manage-seats'

interface SeatListProps {
  /** The newest first. */
  entries: readonly SeatEntry[]
  /** ISO day. */
  today: string
  remove: FormAction
}

export function SeatList({ entries, today, remove }: SeatListProps) {
  if (entries.length === 0) {
    return (
      <EmptyState icon={Armchair} title="No seats yet">
        Add how many seats the organisation has with DataCamp, and the Overview shows how many of them are used.
      </EmptyState>
    )
  }
  const valid = entries.find(({ validFrom }) => validFrom <= today)
  return (
    <ul aria-label="Numbers of seats" className="flex flex-col">
      {entries.map(({ id, seats, validFrom }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border py-2 first:pt-0">
          <span className="min-w-28 font-[550] tabular">{formatCounted(seats, 'seat', 'seats')}</span>
          <span className="grow text-muted">from {formatDay(validFrom)}</span>
          {id === valid?.id && (
            <StatusBadge tone="positive" icon="check">
              Valid today
            </StatusBadge>
          )}
          <ActionButton
            size="small"
            kind="danger"
            action={remove}
            values={{ entry: id }}
            aria-label={`Remove: ${formatCounted(seats, 'seat', 'seats')} from ${formatDay(validFrom)}`}
          >
            Remove
          </ActionButton>
        </li>
      ))}
    </ul>
  )
}
