import { QuartileStrip } from '@/components/charts/quartile-strip'
import { detailHref } from '@/components/reports/detail-href'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { PathsViewOf } from './paths-view'

/** The paths most people enrolled in, and how far the middle half of them got. */
export function ProgressByPath({ view }: { view: PathsViewOf<'paths'> }) {
  const { data, filters, period } = view
  const rows = data.paths.filter(({ path_enrolments_described: known }) => known !== 0)
  return (
    <QuartileStrip
      id="progress-by-path"
      className="charts:col-span-5"
      title="Progress by path"
      about="Median and middle half of the enrolments of the period. A row opens its path."
      period={period}
      what="Path"
      format="percent"
      xUnit="Courses of the path completed"
      rows={rows.map((row) => ({
        key: String(row.content),
        label: row.content_name,
        median: row.path_progress_median,
        lower: row.path_progress_q1,
        upper: row.path_progress_q3,
        n: row.path_enrolments_described,
        small: isSmallSample(row.path_enrolments_described),
        hidden: row.path_progress_median === null,
        href: detailHref('/skilljar/paths', row.content, filters),
      }))}
      note={
        rows.length > 0 &&
        `n: enrolments.${
          data.pathCount > data.paths.length
            ? ` The ${formatCount(data.paths.length)} paths with the most of ${formatCount(data.pathCount)}; the table below has all.`
            : ''
        }`
      }
      empty={{ title: 'No progress to show', text: 'Nobody enrolled in a path with known courses in this period.' }}
      definition="/catalogue/path_progress_median"
    />
  )
}
