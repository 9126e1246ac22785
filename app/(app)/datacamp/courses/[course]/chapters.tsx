import { Bars } from '@/components/charts/bars'
import { numberOf } from '@/lib/format/number-of'
import { formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { CardData, CourseView } from './course-view'

/** How far people get, chapter by chapter. */
export function Chapters({ view, chapters }: { view: CourseView; chapters: CardData<'chapters'> }) {
  const [first] = chapters
  return (
    <Bars
      id="chapters"
      className="charts:col-span-6"
      title="Chapters: how far people get"
      about="Of those who started the course in the period: who started and who completed each chapter."
      period={view.period}
      what="Chapter"
      measure="Reached"
      format="count"
      overlaps
      states={[
        { key: 'completed', label: 'Completed the chapter', color: 'ink' },
        { key: 'started', label: 'Started it only', color: 'other', hatched: true },
      ]}
      rows={chapters.map((row) => {
        const reached = numberOf(row['reached'])
        const completed = numberOf(row['completed'])
        const known = reached !== null && completed !== null
        return {
          key: String(row['step']),
          label: `${row['position']} ${row['step_name'] ?? `Unknown chapter ${row['step']}`}`,
          values: known ? [completed, reached - completed] : [null, null],
          note: known ? formatPercent(numberOf(row['reach'])) : undefined,
          hidden: !known,
          small: isSmallSample(numberOf(row['begun'])),
        }
      })}
      note={
        first &&
        'The order is inferred: chapters by the median time from the start of the course to theirs. Per cent of those who started the course.'
      }
      empty={{
        title: 'No chapters to show',
        text: 'Nobody started this course in the period, or DataCamp delivered no chapters of it.',
      }}
      definition="/catalogue/chapter_dropoff"
    />
  )
}
