import Link from 'next/link'
import { sourceNames } from '@/components/shell/source-names'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { formatMoment } from '@/lib/format/dates'
import type { Freshness } from '@/lib/refresh/freshness'

/** A run that waits for a decision, for those who may decide; newer ones may have failed since. */
export function HeldBanner({ source: { connectorId, asOf }, runId }: { source: Freshness; runId: number }) {
  return (
    <Banner
      kind="warning"
      title={`Run ${runId} of ${sourceNames[connectorId]} is held for review.`}
      action={
        <Button asChild>
          <Link href={`/admin/refreshes/${runId}`}>Review run {runId}</Link>
        </Button>
      }
    >
      The guards stopped it before anything was published.{' '}
      {asOf === null ? 'Nothing is shown yet.' : `Everybody still sees the data of ${formatMoment(asOf)}.`}
    </Banner>
  )
}
