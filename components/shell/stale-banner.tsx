import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { formatMoment } from '@/lib/format/dates'
import type { Freshness } from '@/lib/refresh/freshness'
import { sourceNames } from './source-names'

/** Says which source is behind; nothing where all are fresh. Loading for the first time is no reason for a banner. */
export function StaleBanner({ sources, mayManage }: { sources: readonly Freshness[]; mayManage: boolean }) {
  const behind = sources.filter(({ state, asOf }) => asOf !== null && (state === 'late' || state === 'failed'))
  return behind.map(({ connectorId, state, asOf }) => (
    <Banner
      key={connectorId}
      kind="warning"
      title={`${sourceNames[connectorId]} ${state === 'late' ? 'is behind its schedule' : 'could not be refreshed'}.`}
      action={
        mayManage && (
          <Button asChild>
            <Link href="/admin/connectors">Open Connectors</Link>
          </Button>
        )
      }
    >
      Its numbers are those of {formatMoment(asOf)}, and correct for that time.
    </Banner>
  ))
}
