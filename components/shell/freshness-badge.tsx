import { cn } from '@/components/ui/cn'
import { formatMoment } from '@/lib/format/dates'
import type { Freshness } from '@/lib/refresh/freshness'
import { sourceNames } from './source-names'

/** Shape and words besides the colour: dot, diamond, square, ring. */
const marks: Record<Freshness['state'], { shape: string; note: string }> = {
  fresh: { shape: 'rounded-full bg-positive', note: '' },
  late: { shape: 'rotate-45 bg-warning', note: ', late' },
  failed: { shape: 'rounded-none bg-negative', note: ', last refresh failed' },
  loading: { shape: 'rounded-full bg-info', note: ', refreshing' },
  none: { shape: 'rounded-full border border-control', note: '' },
}

export function FreshnessBadge({ connectorId, state, asOf }: Freshness) {
  const { shape, note } = marks[state]
  return (
    <span className="inline-flex items-center gap-2 text-small whitespace-nowrap text-muted">
      <span aria-hidden className={cn('size-2', shape)} />
      <span>
        {sourceNames[connectorId]} ·{' '}
        {asOf === null ? (
          state === 'loading' ? (
            'first load under way'
          ) : (
            'not loaded yet'
          )
        ) : (
          <>
            as of <strong className="font-semibold text-text">{formatMoment(asOf)}</strong>
            {note}
          </>
        )}
      </span>
    </span>
  )
}
