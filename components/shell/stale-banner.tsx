import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import type { Freshness } from '@/lib/refresh/freshness'
import { sourceNames } from './source-names'

/** Says which source is behind, and how far; nothing where all are fresh, or where nothing was ever loaded. */
export function StaleBanner({ sources, mayManage }: { sources: readonly Freshness[]; mayManage: boolean }) {
  return sources.filter(isBehind).map(({ connectorId, state, asOf, late, lastGoodAt, runId }) => (
    <Banner
      key={connectorId}
      kind="warning"
      title={`${sourceNames[connectorId]} ${late ? 'is behind its schedule' : 'could not be refreshed'}.`}
      action={
        mayManage &&
        runId !== null && (
          <Button asChild>
            <Link href={`/admin/refreshes/${runId}`}>
              {state === 'held' ? 'Review' : 'Open'} refresh {runId}
            </Link>
          </Button>
        )
      }
    >
      {late &&
        `Its last good refresh was on ${formatMoment(lastGoodAt)}, ${formatCount(late.hours)} h ago; the schedule allows ${formatCount(late.allowedHours)} h. `}
      {state === 'held' && 'The newest refresh is held for review. '}
      Its numbers are those of {formatMoment(asOf)}, and correct for that time.
    </Banner>
  ))
}

function isBehind({ state, asOf, late }: Freshness): boolean {
  return asOf !== null && (late !== null || state === 'failed')
}
