import { Bars } from '@/components/charts/bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { barStates, countsOf, isNothingSeen } from './assignment-states'
import type { AssignmentsView, CardData } from './assignments-view'

export function StatesByContent({ view, contents }: { view: AssignmentsView; contents: CardData<'contents'> }) {
  const { filters, page, period, visit } = view
  const rows = contents.rows.filter(({ assignments }) => assignments !== 0)
  const more = contents.rowCount - rows.length
  const words = [
    ...(more > 0 ? [`The ${rows.length} given to the most people; the table below has all.`] : []),
    ...(visit.scope.learnerRows
      ? []
      : ['States of fewer than five people are hidden, and missing from bars and sums.']),
  ]
  return (
    <Bars
      id="contents"
      className="charts:col-span-6"
      title="States by assignment"
      about="What was given in the period to how many people. A row narrows the page to its assignment."
      period={period}
      what="Assignment"
      measure={visit.scope.learnerRows ? 'People asked' : 'In the states shown'}
      format="count"
      states={barStates}
      overlaps={!visit.scope.learnerRows}
      rows={rows.map((row) => ({
        key: row.content,
        label: row.content_name,
        values: countsOf(row),
        hidden: row.suppressed && isNothingSeen(row),
        href: `${page}?${filterParams(narrow(filters, { content: row.content }))}`,
      }))}
      {...(words.length > 0 && { note: words.join(' ') })}
      empty={{ title: 'No assignment in this period', text: 'Nothing was assigned under these filters.' }}
      definition="/catalogue/assignments"
    />
  )
}
