import { QuartileStrip } from '@/components/charts/quartile-strip'
import { colourOf } from '@/lib/design/palette'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { isSmallSample } from '@/lib/format/small-sample'
import { comparedTechnologies, ofTechnologies } from './compared-technologies'
import type { CardData, CoursesView } from './courses-view'

/** Time spent against the time that DataCamp plans, by technology, the slowest first. */
export function CourseEffort({ view, effort }: { view: CoursesView; effort: CardData<'effort'> }) {
  const { data, filters, page, period } = view
  const shown = comparedTechnologies(effort, {
    value: (row) => row.course_effort_of_needed,
    sample: (row) => row.course_effort_compared,
  })
  return (
    <QuartileStrip
      id="effort"
      className="charts:col-span-6"
      title="Effort against the hours planned"
      about="Time spent up to completion ÷ hours planned: median and middle half. Dotted line: as planned."
      period={period}
      what="Technology"
      format="percent"
      xUnit="Time spent, of the hours that DataCamp plans"
      rows={shown.map((row) => ({
        key: row.technology,
        label: row.technology,
        color: colourOf(row.technology, data.colours),
        median: row.course_effort_of_needed,
        lower: row.course_effort_of_needed_q1,
        upper: row.course_effort_of_needed_q3,
        n: row.course_effort_compared,
        small: isSmallSample(row.course_effort_compared),
        hidden: row.course_effort_of_needed === null,
        href: `${page}?${filterParams(narrow(filters, { technology: row.technology }))}`,
      }))}
      reference={{ value: 1, label: 'As planned' }}
      note={
        shown.length > 0 &&
        [
          'n: courses completed in the period that say how long they take. Time on phones is not delivered.',
          ofTechnologies(shown.length, effort.length, 'completions'),
        ]
          .filter((text) => text !== undefined)
          .join(' ')
      }
      empty={{
        title: 'No effort to compare',
        text: 'No course completed in this period says how many hours it takes.',
      }}
      definition="/catalogue/course_effort_of_needed"
    />
  )
}
