/** What is known of a learner's way through a course while the demo plays it. */
import type { Instant } from '../calendar'
import type { Course, Lesson, Publication } from './courses'
import type { Path } from './programmes'

export interface LessonState {
  readonly id: string
  readonly lesson: Lesson
  readonly createdAt: Instant
  readonly neededSeconds: number
  spentSeconds: number
  views: number
  lastViewedAt: Instant
  completedAt: Instant | null
  changedAt: Instant
  attempts: number
  score: number | null
  scoreMax: number | null
  passed: boolean | null
  /** Nothing to do for the learner before: a grade or a live session is outstanding; Infinity: for good. */
  waitsUntil: Instant
}

export interface ProgressState {
  readonly id: string
  readonly openedAt: Instant
  readonly lessons: Map<Lesson, LessonState>
  /** Seconds per lesson and hour. */
  readonly sessions: Map<LessonState, Map<Instant, number>>
  latestActivityAt: Instant
  completedAt: Instant | null
  passed: boolean | null
  score: number | null
  scoreMax: number | null
  changedAt: Instant
}

export interface EnrollmentState {
  readonly id: string
  readonly course: Course
  readonly publication: Publication
  readonly enrolledAt: Instant
  readonly expiresAt: Instant | null
  readonly channel: string
  /** By the company, which reminds people of it. */
  readonly isAssigned: boolean
  readonly purchaseId: string | null
  readonly refundedAt: Instant | null
  /** The lessons this learner means to do: all required and some optional ones. */
  readonly agenda: readonly Lesson[]
  /** After so many lessons the learner does not come back. */
  readonly dropsAfter: number
  progress: ProgressState | null
  isGivenUp: boolean
}

export interface PathState {
  readonly path: Path
  readonly enrolledAt: Instant
  readonly purchaseId: string | null
  readonly expiresAt: Instant | null
}

export interface LearnerState {
  readonly studentId: string
  readonly enrollments: EnrollmentState[]
  readonly paths: PathState[]
}
