import { Bars } from '@/components/charts/bars'
import { ExportMenu } from '@/components/export/export-menu'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { AccessGroupsViewOf } from './access-groups-view'

/** Series are shown whole; so many courses are still one look. */
const MOST_COURSES = 24

/** Course by course, how far those get who begin a series. */
export function CourseSeries({ view }: { view: AccessGroupsViewOf<'series'> }) {
  const all = [...Map.groupBy(view.data.courses, ({ whole }) => String(whole)).values()].toSorted(
    (one, other) => (numberOf(other[0]?.['begun']) ?? 0) - (numberOf(one[0]?.['begun']) ?? 0),
  )
  const shown = firstFew(all)
  return (
    <Bars
      id="series"
      className="charts:col-span-12"
      title="Course series"
      about="Of those who started any course of a series in the period: who completed and who started each of its courses by now."
      period={view.period}
      what="Series and course"
      measure="Students"
      format="count"
      share
      overlaps
      states={[
        { key: 'completed', label: 'Completed', color: 'ink' },
        { key: 'started', label: 'Started only', color: 'other', hatched: true },
        { key: 'not', label: 'Not started', color: 'empty' },
      ]}
      rows={shown.flat().map(rowOf)}
      note={
        shown.length > 0 &&
        'Skilljar delivers no order for series: courses stand in the order in which they were added.'
      }
      tools={
        shown.length > 0 && (
          <ExportMenu
            compact
            href={`/export/analysis/series_dropoff?${filterParams(view.inside)}`}
            of="Course series"
          />
        )
      }
      footer={
        shown.length > 0 && (
          <span>
            {shown.length < all.length
              ? `${formatCount(shown.length)} of ${formatCount(all.length)} series, those that most began; the CSV has all.`
              : `${formatCounted(all.length, 'series', 'series')}, the one that most began first.`}
          </span>
        )
      }
      empty={{
        title: 'No series to show',
        text: 'Nobody started a course of a Skilljar series in this period, or there are no series.',
      }}
      definition="/catalogue/series_dropoff"
    />
  )
}

/** As many whole series as fit, and always one. */
function firstFew(series: readonly (readonly AnalysisRow[])[]): readonly (readonly AnalysisRow[])[] {
  let courses = 0
  return series.filter((own, index) => (courses += own.length) <= MOST_COURSES || index === 0)
}

function rowOf(row: AnalysisRow) {
  const [begun, reached, completed] = [numberOf(row['begun']), numberOf(row['reached']), numberOf(row['completed'])]
  const known = begun !== null && reached !== null && completed !== null && begun > 0
  return {
    key: `${row['whole']} ${row['step']}`,
    label: `${row['whole_name']}: ${row['position']} ${row['step_name']}`,
    values: known ? [completed, reached - completed, begun - reached] : [null, null, null],
    note: known ? `${formatPercent(reached / begun)} of ${formatCount(begun)} started` : undefined,
    hidden: !known,
    small: isSmallSample(begun),
  }
}
