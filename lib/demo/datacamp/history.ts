/** What one person did on DataCamp, held whole because every day's row repeats the item's start and end. */
import type { Day, Instant } from '../calendar'
import type { Assessment, Chapter, Course, Exercise, Practice, Project } from './content'

export interface DayWork {
  /** Null: no time was measured. */
  seconds: number | null
  /** Null: nothing was gained. */
  xp: number | null
}

export interface Work<T> {
  readonly item: T
  startedAt: Instant | null
  completedAt: Instant | null
  readonly days: Map<Day, DayWork>
}

export interface ChapterWork extends Work<Chapter> {
  readonly exercises: Map<Exercise, Work<Exercise>>
  open: number
}

export interface CourseWork extends Work<Course> {
  readonly chapters: Map<Chapter, ChapterWork>
  /** Exercises not completed yet, in order. */
  readonly ahead: [Chapter, Exercise][]
  /** The person gives up when only this many are left; 0: goes to the end. */
  givesUpAt: number
}

export interface PracticeSession {
  readonly practice: Practice
  readonly day: Day
  readonly startedAt: Instant
  readonly completedAt: Instant | null
  readonly mobile: boolean
  readonly work: DayWork
}

export interface AssessmentAttempt {
  readonly assessment: Assessment
  readonly startedAt: Instant
  readonly completedAt: Instant | null
  readonly seconds: number
  readonly score: number
}

export interface History {
  readonly courses: Map<Course, CourseWork>
  readonly projects: Map<Project, Work<Project>>
  readonly practices: PracticeSession[]
  readonly assessments: AssessmentAttempt[]
}

const plus = (left: number | null, right: number | null) => (left === null ? right : left + (right ?? 0))

/** Adds to the day's row of an item, starting the item if this is its first moment. */
export function note<T>(work: Work<T>, day: Day, at: Instant | null, done: DayWork): void {
  if (work.startedAt === null) work.startedAt = at
  const today = work.days.get(day)
  if (today === undefined) work.days.set(day, { ...done })
  else {
    today.seconds = plus(today.seconds, done.seconds)
    today.xp = plus(today.xp, done.xp)
  }
}

export const begin = <T>(item: T): Work<T> => ({ item, startedAt: null, completedAt: null, days: new Map() })
