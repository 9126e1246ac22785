import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import { formatAxisDay, formatDay, formatTime } from '@/lib/format/dates'
import type { Freshness } from '@/lib/refresh/freshness'
import { sourceNames } from './source-names'

/** Shape and words besides the colour: dot, diamond, square, ring. */
const marks: Record<Freshness['state'], { shape: string; note: string }> = {
  fresh: { shape: 'rounded-full bg-positive', note: '' },
  late: { shape: 'rotate-45 bg-warning', note: ', late' },
  held: { shape: 'rotate-45 bg-warning', note: ', held' },
  failed: { shape: 'rounded-none bg-negative', note: ', last refresh failed' },
  loading: { shape: 'rounded-full bg-info', note: ', refreshing' },
  none: { shape: 'rounded-full border border-control', note: '' },
}

interface FreshnessBadgeProps {
  source: Freshness
  /** ISO; decides whether the time or the day says more. */
  now: string
  /** Where the newest run is shown, for those who may look at it. */
  href?: string | undefined
}

export function FreshnessBadge({ source: { connectorId, state, asOf }, now, href }: FreshnessBadgeProps) {
  const { shape, note } = marks[state]
  const text = (
    <span>
      {sourceNames[connectorId]} ·{' '}
      {asOf === null ? (
        notLoaded(state)
      ) : (
        <>
          as of <strong className="font-semibold text-text">{shortMoment(asOf, now)}</strong>
          {note}
        </>
      )}
    </span>
  )
  const style = 'inline-flex min-h-6 items-center gap-2 text-small whitespace-nowrap text-muted'
  const mark = <span aria-hidden className={cn('size-2', shape)} />
  if (href === undefined) {
    return (
      <span className={style}>
        {mark}
        {text}
      </span>
    )
  }
  return (
    <Link href={href} className={cn(style, 'hover:text-text')}>
      {mark}
      {text}
    </Link>
  )
}

function shortMoment(iso: string, now: string): string {
  if (iso.slice(0, 10) === now.slice(0, 10)) return formatTime(iso)
  return iso.slice(0, 4) === now.slice(0, 4) ? formatAxisDay(iso) : formatDay(iso)
}

function notLoaded(state: Freshness['state']): string {
  if (state === 'loading') return 'first load under way'
  if (state === 'failed') return 'first load failed'
  return state === 'held' ? 'first load held' : 'not loaded yet'
}
