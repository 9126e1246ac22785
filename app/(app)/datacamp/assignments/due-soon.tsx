import { PeopleList } from '@/components/reports/people-list'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { dueDays, type DueDays } from '@/lib/reports/read-assignments'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { AssignmentsView, CardData } from './assignments-view'
import { daysInWords, personLine } from './person-line'

interface DueSoonProps {
  view: AssignmentsView
  open: CardData<'open'>
  rows: readonly AnalysisRow[]
}

/** What falls due next, the next first. */
export function DueSoon({ view, open, rows }: DueSoonProps) {
  const { filters, exported, page, besides } = view
  const { due, teams } = open
  const counts = {
    7: teams.totals.assignments_due_in_7 ?? 0,
    30: teams.totals.assignments_due_in_30 ?? 0,
  }
  const addressOf = (days: DueDays) => {
    const params = new URLSearchParams([...filterParams(filters), ...besides])
    params.delete('due')
    if (days !== 30) params.set('due', String(days))
    return `${page}?${params}`
  }
  const all = counts[due]
  return (
    <PeopleList
      className="charts:col-span-6"
      title="Due soon"
      about="Open assignments of the period, the next to fall due first."
      tabs={dueDays.map((days) => ({
        label: `In ${days} days`,
        count: counts[days],
        href: addressOf(days),
        current: days === due,
      }))}
      rows={rows.map((row, place) => {
        const { last: _, ...line } = personLine(row, place, filters)
        return {
          ...line,
          what: String(row['assignment']),
          last: `${daysInWords(row['days_left'], 'left')}, due ${formatDay(String(row['due_at']).slice(0, 10))}`,
        }
      })}
      csvHref={`/export/analysis/assignments_due_soon?${filterParams(exported)}&days=${due}`}
      emptyText={`No open assignment of the period is due within ${due} days under these filters.`}
      footer={
        <span>
          Days count from the moment of the data.
          {all > rows.length && ` The first ${rows.length} are shown; the CSV has all ${formatCount(all)}.`}
        </span>
      }
    />
  )
}
