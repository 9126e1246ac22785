import { QuartileStrip } from '@/components/charts/quartile-strip'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { isSmallSample } from '@/lib/format/small-sample'
import type { ScormViewOf } from './scorm-view'

const minutes = (seconds: number | null) => (seconds === null ? null : seconds / 60)

/** How long modules take, by what they say themselves. */
export function TimeByPackage({ view }: { view: ScormViewOf<'packages'> }) {
  const { data, filters, page, period } = view
  const rows = data.taken.filter(({ scorm_timed: timed }) => timed !== 0).slice(0, data.mostPackages)
  return (
    <QuartileStrip
      id="time-by-package"
      className="charts:col-span-6"
      title="Time per module"
      about="Median and middle half in minutes, all attempts of a module together. A row narrows the page to its package."
      period={period}
      what="Package"
      // One decimal: ticks in minutes and seconds would run into each other.
      format="score"
      xUnit="Minutes that the module reports"
      rows={rows.map((row) => ({
        key: String(row.web_package),
        label: row.web_package_name,
        median: minutes(row.scorm_seconds_median),
        lower: minutes(row.scorm_seconds_q1),
        upper: minutes(row.scorm_seconds_q3),
        n: row.scorm_timed,
        small: isSmallSample(row.scorm_timed),
        hidden: row.scorm_seconds_median === null,
        href: `${page}?${filterParams(narrow(filters, { web_package: row.web_package }))}`,
      }))}
      note={
        rows.length > 0 && 'n: modules that report a time. It is the module’s own clock, not Skilljar’s session time.'
      }
      empty={{ title: 'No time', text: 'No module attempted in this period reported how long it took.' }}
      definition="/catalogue/scorm_seconds_median"
    />
  )
}
