import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { formatMoment } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import type { QuarantineRun } from '@/lib/refresh/quarantine-status'

const MOST_LABELS = 10

/** How many rows each refresh set aside: one bar a refresh, each a link that says its number. */
export function RunBars({ runs }: { runs: readonly QuarantineRun[] }) {
  const most = Math.max(1, ...runs.map(({ rows }) => rows))
  const every = Math.ceil(runs.length / MOST_LABELS)
  return (
    <Card
      title="Set aside by refresh"
      about={`Rows in each of the last ${formatCounted(runs.length, 'published refresh', 'published refreshes')}, by the refresh’s number; at most ${formatCounted(most, 'row', 'rows')} in one. A bar opens its refresh.`}
    >
      <ol className="flex h-34 gap-1">
        {runs.map(({ runId, at, rows }, index) => {
          const told = `Refresh ${runId}, ${formatMoment(at)}: ${formatCounted(rows, 'row', 'rows')}`
          return (
            <li key={runId} className="flex h-full max-w-10 min-w-0 grow flex-col">
              <Link
                href={`/admin/refreshes/${runId}`}
                title={told}
                className="flex w-full grow items-end rounded-t-cell border-b border-border-strong hover:bg-hover"
              >
                <span className="sr-only">{told}</span>
                <span
                  aria-hidden
                  className="w-full rounded-t-cell bg-warning"
                  style={{ height: rows === 0 ? 0 : `max(3px, ${(rows / most) * 100}%)` }}
                />
              </Link>
              <span aria-hidden className="h-6 pt-1 text-center text-small whitespace-nowrap text-muted tabular">
                {index % every === 0 && runId}
              </span>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
