import Link from 'next/link'
import { PeopleList } from '@/components/reports/people-list'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { AssignmentsView, CardData } from './assignments-view'
import { daysInWords, personLine } from './person-line'

interface OverdueProps {
  view: AssignmentsView
  open: CardData<'open'>
  rows: readonly AnalysisRow[]
}

/** Who is late and still at it, the longest first. */
export function Overdue({ view, open, rows }: OverdueProps) {
  const { filters, exported, page, asOf } = view
  const all = open.teams.totals.assignments_overdue ?? rows.length
  const loaded = asOf.datacamp === null ? '' : ` on ${formatDay(asOf.datacamp.slice(0, 10))}`
  const elsewhere = (open.overdueNow.count ?? 0) - all
  return (
    <PeopleList
      className="charts:col-span-8"
      title="Overdue"
      about={`${formatCounted(all, 'assignment of the period was', 'assignments of the period were')} open and past the due date${loaded}, the longest first.`}
      rows={rows.map((row, place) => ({
        ...personLine(row, place, filters),
        late: daysInWords(row['days_overdue'], 'late'),
      }))}
      csvHref={`/export/analysis/overdue_assignments?${filterParams(exported)}`}
      emptyText="No assignment of the period is past its due date under these filters."
      footer={
        <span>
          {all > rows.length && `The first ${rows.length} are shown; the CSV has all ${formatCount(all)}. `}
          {elsewhere > 0 && (
            <>
              {`${formatCount(elsewhere)} more were given outside of the period. `}
              <Link
                href={`${page}?${filterParams({ ...filters, ...open.overdueNow.during })}`}
                className="text-accent underline"
              >
                Show all {formatCount(open.overdueNow.count ?? 0)}
              </Link>
            </>
          )}
          {all <= rows.length && elsewhere <= 0 && 'Open, with a due date before the moment of the data.'}
        </span>
      }
    />
  )
}
