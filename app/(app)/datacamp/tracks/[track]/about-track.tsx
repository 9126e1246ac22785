import { StatusBadge } from '@/components/ui/status-badge'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import type { DescribedTrack } from '@/lib/metrics/described-track'

/** "Version 2 · Custom track · Python · 5 contents · live since 3 Mar 2025" */
export function aboutTrack(track: DescribedTrack): string {
  const { number, kind, technology, contents, liveFrom, archivedOn, isDescribed } = track
  if (!isDescribed)
    return 'Not live any more: DataCamp describes live tracks only, so its name and its order are unknown.'
  return [
    number === null ? null : `Version ${number}`,
    kind === null ? null : kind === 'custom' ? 'Custom track' : 'Standard track',
    technology,
    contents === null ? null : formatCounted(contents, 'content', 'contents'),
    liveFrom === null ? null : `live since ${formatDay(liveFrom)}`,
    archivedOn === null ? null : `archived ${formatDay(archivedOn)}`,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

export function trackState({ isDescribed, archivedOn }: DescribedTrack) {
  if (!isDescribed)
    return (
      <StatusBadge tone="neutral" icon="none">
        Not live any more
      </StatusBadge>
    )
  return archivedOn === null ? null : (
    <StatusBadge tone="neutral" icon="minus">
      Archived
    </StatusBadge>
  )
}
