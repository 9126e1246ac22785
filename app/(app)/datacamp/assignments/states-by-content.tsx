import { AssignmentBars } from '@/components/reports/assignment-bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import type { AssignmentsView, CardData } from './assignments-view'

export function StatesByContent({ view, contents }: { view: AssignmentsView; contents: CardData<'contents'> }) {
  const { filters, page, period, visit } = view
  const rows = contents.rows.filter(({ assignments }) => assignments !== 0)
  const isCut = contents.rowCount > rows.length
  return (
    <AssignmentBars
      id="contents"
      title="States by assignment"
      about="What was given in the period to how many people. A row narrows the page to its assignment."
      period={period}
      what="Assignment"
      measure="People asked"
      learnerRows={visit.scope.learnerRows}
      rows={rows.map((row) => ({
        key: row.content,
        label: row.content_name,
        counts: row,
        href: `${page}?${filterParams(narrow(filters, { content: row.content }))}`,
      }))}
      overlaps={isCut || !visit.scope.learnerRows}
      words={isCut ? [`The ${rows.length} given to the most people; the table below has all.`] : []}
      empty={{ title: 'No assignment in this period', text: 'Nothing was assigned under these filters.' }}
    />
  )
}
