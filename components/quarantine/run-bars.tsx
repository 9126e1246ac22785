import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { formatMoment } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import type { QuarantineRun } from '@/lib/refresh/quarantine-status'

/** How many rows each refresh set aside: one bar a refresh, each a link that says its number. */
export function RunBars({ runs }: { runs: readonly QuarantineRun[] }) {
  const most = Math.max(1, ...runs.map(({ rows }) => rows))
  return (
    <Card
      title="Set aside by refresh"
      about={`The last ${formatCounted(runs.length, 'published refresh', 'published refreshes')}; at most ${formatCounted(most, 'row', 'rows')} in one.`}
    >
      <ol className="flex h-28 items-end gap-1 border-b border-border-strong">
        {runs.map(({ runId, at, rows }) => {
          const told = `Refresh ${runId}, ${formatMoment(at)}: ${formatCounted(rows, 'row', 'rows')}`
          return (
            <li key={runId} className="flex h-full max-w-10 grow">
              <Link
                href={`/admin/refreshes/${runId}`}
                title={told}
                className="flex w-full items-end rounded-cell hover:bg-hover"
              >
                <span className="sr-only">{told}</span>
                <span
                  aria-hidden
                  className="w-full rounded-t-cell bg-warning"
                  style={{ height: rows === 0 ? '1px' : `max(3px, ${(rows / most) * 100}%)` }}
                />
              </Link>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
