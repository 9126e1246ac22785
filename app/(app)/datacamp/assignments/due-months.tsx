import { StackedBars } from '@/components/charts/stacked-bars'
import { addDays } from '@/lib/filters/days'
import { nextBucket } from '@/lib/filters/buckets'
import { notSet } from '@/lib/filters/filters'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatBucket } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { barStates, countsOf } from '@/components/reports/assignment-states'
import type { AssignmentsView, CardData } from './assignments-view'

/** How the assignments of each due month ended; those that nobody gave a date stand apart at the right. */
export function DueMonths({ view, months }: { view: AssignmentsView; months: CardData<'months'> }) {
  const { filters, page, period, asOf } = view
  const { rows } = months
  const loaded = asOf.datacamp?.slice(0, 7) ?? ''
  const dated = rows
    .filter(({ due_month: month }) => month !== notSet)
    .sort((one, other) => order(one.due_month, other.due_month))
  const undated = rows.find(({ due_month: month }) => month === notSet)
  const href = (month: string) => `${page}?${filterParams(narrow(filters, { due_month: month }))}`
  const buckets = [
    ...dated.map(({ due_month: month }) => {
      const start = `${month}-01`
      const end = addDays(nextBucket('month', start), -1)
      return { start, end, label: formatBucket(start, 'month'), unfinished: month >= loaded, href: href(month) }
    }),
    ...(undated
      ? [{ start: notSet, end: notSet, label: 'No date', name: 'No due date', unfinished: false, href: href(notSet) }]
      : []),
  ]
  const counts = [...dated, ...(undated ? [undated] : [])].map(countsOf)
  return (
    <StackedBars
      id="due"
      className="charts:col-span-12"
      title="States by due month"
      about="Assignments given in the period, by the month in which they are due. Click a month to narrow the page to it."
      period={period}
      unit="Assignments"
      format="count"
      grain="month"
      buckets={buckets}
      series={barStates.map(({ key, label, color }, index) => ({
        key,
        label,
        color,
        values: counts.map((values) => values[index] ?? null),
      }))}
      {...(rows.length > 0 && { note: sumInWords(months) })}
      empty={{
        title: 'No assignment in this period',
        text: 'Nothing was assigned under these filters. Choose a longer period or fewer filters.',
      }}
      definition="/catalogue/assignments"
    />
  )
}

const order = (one: string, other: string) => (one < other ? -1 : 1)

/** Every assignment is in one state and one only. */
function sumInWords({ totals }: CardData<'months'>): string | undefined {
  const { assignments: all } = totals
  const counts = countsOf(totals)
  if (all === null || counts.some((count) => count === null)) return undefined
  const parts = barStates.map(({ label }, index) => `${formatCount(counts[index] ?? 0)} ${label.toLowerCase()}`)
  return `${formatCounted(all, 'assignment', 'assignments')} = ${parts.join(' + ')}. Completed without a due date counts as on time; one assignment given to two people counts twice.`
}
