import { DotRange } from '@/components/charts/dot-range'
import { isSmallSample } from '@/lib/format/small-sample'
import type { PracticeProjectsViewOf } from './practice-projects-view'

/** Projects of a certification are marked, unless their title says so. */
const isMarked = (row: { readonly for_certification: string; readonly content_name: string }) =>
  row.for_certification === 'certification' && !/certification/i.test(row.content_name)

/** Hours that people spent until they were done, against those that DataCamp says are needed. */
export function ProjectEffort({ view }: { view: PracticeProjectsViewOf<'effort'> }) {
  const { data, period } = view
  return (
    <DotRange
      id="effort"
      className="charts:col-span-5"
      title="Hours spent against the hours needed"
      about="Large dot: median hours of those who completed a project in the period; small dot: what DataCamp says it needs."
      period={period}
      what="Project"
      measure="Median hours"
      format="hours"
      xUnit="Hours until completion"
      fromZero
      rows={data.effort.map((row) => ({
        key: row.content,
        label: isMarked(row) ? `${row.content_name} (certification)` : row.content_name,
        value: row.project_effort,
        before: row.project_hours_needed,
        n: row.project_effort_compared,
        small: isSmallSample(row.project_effort_compared),
        hidden: row.project_effort === null,
      }))}
      compareLabel="Hours needed"
      note="n: completions in the period. The projects completed most often; all are in the table below."
      empty={{
        title: 'No effort to compare',
        text: 'No project completed in this period says how many hours it needs.',
      }}
      definition="/catalogue/project_effort"
    />
  )
}
