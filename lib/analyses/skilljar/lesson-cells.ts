/** Which numbers of a lesson, and of all lessons of a type, readers of aggregates are not told. */
import { isSmall } from '../hide-small'

interface PeopleOf {
  readonly people_opened: number
  readonly people_completed: number
  readonly people_timed: number
}

interface LessonPeople extends PeopleOf {
  /** Who began the course. */
  readonly people: number
}

export type LessonCell = 'begun' | 'opened' | 'views' | 'completed' | 'hours' | 'median_seconds'

/** Of few people, or all but few, nothing is told; of time that few spent, no time. */
export function hiddenOfLesson(row: LessonPeople, minimum: number): LessonCell[] {
  const { people, people_opened: opened, people_completed: completed, people_timed: timed } = row
  const isAllFew = people > 0 && people < minimum
  const isFew = (count: number) => isAllFew || isSmall(count, people, minimum)
  return [
    ...(isAllFew ? (['begun'] as const) : []),
    ...(isFew(opened) ? (['opened', 'views'] as const) : []),
    // Who opened the lesson and left it open is the difference of two columns.
    ...(isFew(completed) || isSmall(completed, opened, minimum) ? (['completed'] as const) : []),
    ...(isFew(opened) || isFew(timed) ? (['hours', 'median_seconds'] as const) : []),
  ]
}

const ofType = {
  opened: 'people_opened',
  views: 'people_opened',
  completed: 'people_completed',
  hours: 'people_timed',
} as const

/** A type less its lessons that are shown must not be what a hidden lesson says, nor a count of few people. */
export function hiddenOfType(type: PeopleOf, lessons: readonly LessonPeople[], minimum: number) {
  const isFound = (cell: keyof typeof ofType) => {
    const hidden = lessons.filter((lesson) => hiddenOfLesson(lesson, minimum).includes(cell))
    const people = hidden.reduce((sum, lesson) => sum + lesson[ofType[cell]], 0)
    return people > 0 && (hidden.length === 1 || people < minimum)
  }
  const isFew = (count: number) => count > 0 && count < minimum
  const isOwn = (cell: keyof typeof ofType) =>
    isFew(type[ofType[cell]]) || (cell === 'completed' && isSmall(type.people_completed, type.people_opened, minimum))
  return (['opened', 'views', 'completed', 'hours'] as const).filter((cell) => isOwn(cell) || isFound(cell))
}
