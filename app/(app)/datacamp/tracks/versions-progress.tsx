import { QuartileStrip } from '@/components/charts/quartile-strip'
import { detailHref } from '@/components/reports/detail-href'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { TracksViewOf } from './tracks-view'

/** The versions most people enrolled in, and how far the middle half of them got. */
export function VersionsProgress({ view }: { view: TracksViewOf<'versions'> }) {
  const { data, filters, period } = view
  const rows = data.versions.filter(({ track_enrolments_described: known }) => known !== 0)
  return (
    <QuartileStrip
      id="versions"
      className="charts:col-span-5"
      title="Progress by track version"
      about="Median and middle half of the enrolments of the period. A row opens its version."
      period={period}
      what="Track version"
      format="percent"
      xUnit="Contents of the version completed"
      rows={rows.map((row) => ({
        key: String(row.track),
        label: row.track_name,
        median: row.track_progress_median,
        lower: row.track_progress_q1,
        upper: row.track_progress_q3,
        n: row.track_enrolments_described,
        small: isSmallSample(row.track_enrolments_described),
        hidden: row.track_progress_median === null,
        href: detailHref('/datacamp/tracks', row.track, filters),
      }))}
      note={
        rows.length > 0 &&
        `n: enrolments.${
          data.versionCount > data.versions.length
            ? ` The ${formatCount(data.versions.length)} versions with the most of ${formatCount(data.versionCount)}; the table below has all.`
            : ''
        }`
      }
      empty={{ title: 'No progress to show', text: 'No version enrolled in in this period has known contents.' }}
      definition="/catalogue/track_progress_median"
    />
  )
}
