import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import type { PracticeProjectsView } from './practice-projects-view'

export function ProjectsOverTime({ view }: { view: PracticeProjectsView }) {
  const { data, filters, page, period } = view
  const { lines, buckets, totals } = data.projects
  const [line] = lines
  const of = (name: 'project_starts' | 'project_completions') => ({
    values: line?.points.map((point) => point[name]) ?? [],
    compare: line?.comparison?.map((point) => point[name]),
  })
  const isEmpty = totals.project_starts === 0 && totals.project_completions === 0
  return (
    <TrendLines
      id="projects"
      className="charts:col-span-7"
      title="Projects started and completed"
      about={`Pairs of person and project per ${filters.grain}. Click a ${filters.grain} to open it.`}
      period={period}
      unit={`Pairs per ${filters.grain}`}
      format="count"
      grain={filters.grain}
      buckets={isEmpty ? [] : chartBuckets(buckets, filters, page)}
      series={[
        { key: 'started', label: 'Started', color: 'text', ...of('project_starts') },
        { key: 'completed', label: 'Completed', color: 'accent', ...of('project_completions') },
      ]}
      compareLabel={compareLabel(filters)}
      definition="/catalogue/project_starts"
    />
  )
}
