import { Bars } from '@/components/charts/bars'
import { numberOf } from '@/lib/format/number-of'
import { formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { CardData } from './course-view'

interface LessonsProps {
  period: string
  lessons: CardData<'lessons'>
}

/** How far people get, lesson by lesson. */
export function RequiredLessons({ period, lessons: { dropoff } }: LessonsProps) {
  const required = dropoff.filter((row) => row['is_optional'] !== true)
  return (
    <Bars
      id="lessons"
      title="Lessons: how far people get"
      about="Of those who started the course in the period: who opened and who completed each required lesson, in its order."
      period={period}
      {...of(required)}
      note={
        required.length > 0 &&
        'Per cent of those who started the course. Sections are headings and left out; optional lessons stand apart.'
      }
      empty={{
        title: 'No lessons to show',
        text: 'Nobody started this course in the period, or it has no required lessons any more.',
      }}
      definition="/catalogue/lesson_dropoff"
    />
  )
}

/** Nobody needs them, so that few who open one is no drop. */
export function OptionalLessons({ period, lessons: { dropoff } }: LessonsProps) {
  const optional = dropoff.filter((row) => row['is_optional'] === true)
  if (optional.length === 0) return null
  return (
    <Bars
      id="optional-lessons"
      title="Optional lessons"
      about="Of those who started the course in the period: who opened and who completed them all the same."
      period={period}
      {...of(optional)}
      note="Per cent of those who started the course. They count neither for the completion nor for the drop-off."
      definition="/catalogue/lesson_dropoff"
    />
  )
}

const of = (rows: readonly AnalysisRow[]) => ({
  what: 'Lesson',
  measure: 'Opened',
  format: 'count' as const,
  overlaps: true,
  states: [
    { key: 'completed', label: 'Completed the lesson', color: 'ink' as const },
    { key: 'opened', label: 'Opened it only', color: 'other' as const, hatched: true },
  ],
  rows: rows.map((row) => {
    const reached = numberOf(row['reached'])
    const completed = numberOf(row['completed'])
    const known = reached !== null && completed !== null
    return {
      key: String(row['step']),
      label: `${row['position']} ${row['step_name'] ?? 'Unnamed lesson'}`,
      values: known ? [completed, reached - completed] : [null, null],
      note: known ? formatPercent(numberOf(row['reach'])) : undefined,
      hidden: !known,
      small: isSmallSample(numberOf(row['begun'])),
    }
  }),
})
