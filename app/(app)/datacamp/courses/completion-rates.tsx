import { DotRange } from '@/components/charts/dot-range'
import { compareLabel } from '@/components/reports/compare-label'
import { colourOf } from '@/lib/design/palette'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { comparedTechnologies, ofTechnologies } from './compared-technologies'
import type { CardData, CoursesView } from './courses-view'

/** The cohort rate of each technology, the best first. */
export function CompletionRates({ view, rates }: { view: CoursesView; rates: CardData<'technologies'>['rates'] }) {
  const { data, filters, page, period } = view
  const { rows, totals, comparison } = rates
  const days = `${filters.windowDays} days`
  const before = new Map(comparison?.rows.map((row) => [row.technology, row.course_completion_rate]))
  const compared = filters.compare === 'none' ? '' : ` Hollow: ${compareLabel(filters).toLowerCase()}.`
  const all = totals.course_completion_rate
  const reference = all === null ? '' : ` Dotted line: all courses, ${formatPercent(all)}.`
  const shown = comparedTechnologies(rows, {
    value: (row) => row.course_completion_rate,
    sample: (row) => row.course_completion_rate_denominator,
  })
  return (
    <DotRange
      id="completion-by-technology"
      className="charts:col-span-6"
      title={`Completed within ${days}, by technology`}
      about={`Of the starts that are ${days} old.${compared}${reference} A row narrows the page to it.`}
      period={period}
      what="Technology"
      measure={`Completed within ${days}`}
      format="percent"
      xUnit={`Completed within ${days} of the start`}
      rows={shown.map(({ technology, course_completion_rate: rate, course_completion_rate_denominator: n }) => ({
        key: technology,
        label: technology,
        color: colourOf(technology, data.colours),
        value: rate,
        before: before.get(technology),
        n,
        small: isSmallSample(n),
        hidden: rate === null,
        href: `${page}?${filterParams(narrow(filters, { technology }))}`,
      }))}
      reference={all === null ? undefined : { value: all, label: `All courses ${formatPercent(all)}` }}
      compareLabel={compareLabel(filters)}
      note={
        shown.length > 0 &&
        [
          'n: starts old enough. Grey and hollow: fewer than 10, too few to compare.',
          ofTechnologies(shown.length, rows.length, 'starts'),
        ]
          .filter((text) => text !== undefined)
          .join(' ')
      }
      {...(rows.length > 0 && {
        empty: {
          title: `No start is ${days} old yet`,
          text: 'Choose an earlier period or a shorter window; younger starts are left out of the rate.',
        },
      })}
      definition="/catalogue/course_completion_rate"
    />
  )
}
