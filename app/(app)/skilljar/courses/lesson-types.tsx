import { Bars } from '@/components/charts/bars'
import { numberOf } from '@/lib/format/number-of'
import { formatCounted, formatHours, narrowSpace } from '@/lib/format/numbers'
import type { CardData } from './courses-view'
import { lessonTypeInWords } from './lesson-type-words'

/** What kinds of lessons people open, and which of them they complete. */
export function LessonTypes({ period, types }: { period: string; types: CardData<'types'> }) {
  return (
    <Bars
      id="lesson-types"
      className="charts:col-span-6"
      title="Lesson types"
      about="Lessons opened by those who started a course in the period: pairs of student and lesson, by type."
      period={period}
      what="Type"
      measure="Opened"
      format="count"
      states={[
        { key: 'completed', label: 'Completed', color: 'ink' },
        { key: 'opened', label: 'Opened only', color: 'other', hatched: true },
      ]}
      rows={types.map((row) => {
        const [opened, completed, hours] = [row['opened'], row['completed'], row['hours']].map(numberOf)
        const isKnown = opened !== null && opened !== undefined && completed !== null && completed !== undefined
        return {
          key: String(row['type']),
          label: lessonTypeInWords(row['type']),
          values: isKnown ? [completed, opened - completed] : [null, null],
          note: [
            formatCounted(Number(row['lessons']), 'lesson', 'lessons'),
            ...(typeof hours === 'number' ? [`${formatHours(hours)}${narrowSpace}h`] : []),
          ].join(', '),
          hidden: !isKnown,
        }
      })}
      note={
        types.length > 0 &&
        'At the right: how many such lessons there are, and the hours spent in them so far. Sections are headings and left out.'
      }
      empty={{ title: 'No lessons', text: 'Nobody started a course in this period under these filters.' }}
      definition="/catalogue/lesson_types"
    />
  )
}
