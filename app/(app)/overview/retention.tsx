import { cohortGrid, type CohortCell } from '@/components/charts/cohort-grid'
import { Heatmap } from '@/components/charts/heatmap'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { formatPeriod } from '@/lib/format/dates'
import type { CardData, OverviewView } from './overview-view'

interface RetentionProps {
  view: OverviewView
  data: CardData<'retention'>
  /** Columns. */
  className: string
}

export function Retention({ view, data: { from, to, cells }, className }: RetentionProps) {
  const { columns, rows } = cohortGrid(cells.map(cellOf), 'month')
  const left = view.data.choices.data?.from.slice(0, 7) === from.slice(0, 7)
  return (
    <Heatmap
      id="retention"
      className={className}
      title="Do new learners come back?"
      about="Percent of a month’s new learners who learned in later months. The last 12 months, whatever the period."
      period={formatPeriod(from, to)}
      what="First active"
      measure="Learned again"
      format="percent"
      numbers
      leadLabel="New"
      columnsTitle="Months since then"
      columns={columns}
      rows={rows}
      empty={{
        title: 'Nobody began to learn',
        text: 'In the last 12 months nobody learned for the first time under these filters.',
      }}
      note={`Of those whose accounts still existed. Dashed: month not finished.${left ? ' The first month is the left edge of the data: everybody is new there.' : ''}`}
      definition="/catalogue/retention"
    />
  )
}

function cellOf(row: AnalysisRow): CohortCell {
  const numberOf = (name: string) => (typeof row[name] === 'number' ? row[name] : null)
  return {
    cohort: String(row['cohort']),
    start: String(row['start']),
    number: Number(row['number']),
    members: numberOf('members'),
    retention: numberOf('retention'),
    is_unfinished: row['is_unfinished'] === true,
    suppressed: row['suppressed'] === true,
  }
}
