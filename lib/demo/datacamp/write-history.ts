/** Writes a person's fact rows: one per item and day, the item's start and end repeated on each. */
import { dateId, dayAt, timestamp, type Instant } from '../calendar'
import type { Cell } from '../csv-writer'
import type { Person } from '../people'
import type { Random } from '../random'
import type { Files } from './files'
import type { AssessmentAttempt, CourseWork, DayWork, History, PracticeSession, Work } from './history'

export const DELETED = -1

export const moment = (instant: Instant | null): Cell => (instant === null ? null : timestamp(instant))

/** The source writes a missing number in two ways. */
const number = (chance: Random, value: number | null): Cell => value ?? (chance.chance(0.5) ? 'NA' : null)
/** Exercise and practice XP pass through a reader that makes decimals of them. */
const decimal = (chance: Random, value: number | null): Cell => (value === null ? number(chance, null) : `${value}.0`)

function days<T>(
  work: Work<T>,
  write: (dateId: number, moments: { started_at: Cell; completed_at: Cell }, done: DayWork) => void,
): void {
  const moments = { started_at: moment(work.startedAt), completed_at: moment(work.completedAt) }
  for (const [day, done] of work.days) write(dateId(day), moments, done)
}

function writeCourse(files: Files, chance: Random, user_id: number, work: CourseWork): void {
  const { deleted, id } = work.item
  // A clock that went wrong somewhere: the row says the end came before the start.
  const reversed = work.completedAt !== null && work.startedAt !== null && chance.chance(0.002)
  const asTold = reversed ? { ...work, completedAt: (work.startedAt ?? 0) - chance.integer(30, 4000) } : work
  days(asTold, (date_id, moments, { seconds, xp }) => {
    files.course_fact.add({
      user_id,
      course_id: deleted ? DELETED : id,
      date_id,
      ...moments,
      time_spent: number(chance, seconds),
      xp: number(chance, xp),
    })
  })
  for (const chapter of work.chapters.values()) {
    days(chapter, (date_id, moments, { seconds, xp }) => {
      const chapter_id = deleted ? DELETED : chapter.item.id
      files.chapter_fact.add({
        user_id,
        chapter_id,
        date_id,
        ...moments,
        time_spent: number(chance, seconds),
        xp: number(chance, xp),
      })
    })
    for (const exercise of chapter.exercises.values()) {
      const exercise_id = deleted ? DELETED : exercise.item.id
      const onlyTime = exercise.completedAt === null && chance.chance(0.2)
      days(exercise, (date_id, moments, { seconds, xp }) => {
        const told = onlyTime ? { started_at: null, completed_at: null } : moments
        files.exercise_fact.add({
          user_id,
          exercise_id,
          date_id,
          ...told,
          time_spent: number(chance, seconds),
          xp: decimal(chance, xp),
        })
      })
    }
  }
}

/** One row per practice and day: the first start, the last end, the sums. */
function writePractices(files: Files, chance: Random, user_id: number, sessions: readonly PracticeSession[]): void {
  const rows = Map.groupBy(sessions, ({ practice, day }) => `${practice.id} ${day}`)
  for (const [first, ...more] of rows.values()) {
    if (first === undefined) continue
    const all = [first, ...more]
    const total = (values: (number | null)[]) =>
      values.every((value) => value === null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
    files.practice_fact.add({
      user_id,
      practice_id: first.practice.id,
      date_id: dateId(first.day),
      started_at: moment(first.startedAt),
      completed_at: moment(all.findLast(({ completedAt }) => completedAt !== null)?.completedAt ?? null),
      is_mobile: first.mobile ? 1 : 0,
      time_spent: number(chance, total(all.map(({ work }) => work.seconds))),
      xp: decimal(chance, total(all.map(({ work }) => work.xp))),
    })
  }
}

/** Each with the score that it ends below; whoever has more is Advanced. */
export const scoreGroups = [
  [70, 'Novice'],
  [100, 'Intermediate Lower'],
  [130, 'Intermediate'],
  [160, 'Intermediate Upper'],
] as const

export const scoreGroup = (score: number) => scoreGroups.find(([below]) => score < below)?.[1] ?? 'Advanced'

/** Among everybody who ever took it, as the logistic curve has it. */
const percentile = (score: number) => Math.min(99, Math.max(1, Math.round(100 / (1 + Math.exp(-(score - 98) / 19)))))

function writeAssessment(
  files: Files,
  user_id: number,
  { assessment, startedAt, completedAt, seconds, score }: AssessmentAttempt,
): void {
  const completed = completedAt !== null
  files.assessment_fact.add({
    user_id,
    assessment_id: assessment.id,
    date_id: dateId(dayAt(startedAt)),
    started_at: moment(startedAt),
    completed_at: moment(completedAt),
    score: completed ? score : null,
    score_group: completed ? scoreGroup(score) : null,
    percentile: completed ? percentile(score) : null,
    time_spent: seconds,
  })
}

export function writeHistory(files: Files, chance: Random, person: Person, history: History): void {
  const user_id = person.userId
  for (const work of history.courses.values()) writeCourse(files, chance, user_id, work)
  for (const work of history.projects.values()) {
    const project_id = work.item.deleted ? DELETED : work.item.id
    days(work, (date_id, moments, { seconds, xp }) => {
      files.project_fact.add({
        user_id,
        project_id,
        date_id,
        ...moments,
        time_spent: number(chance, seconds),
        xp: number(chance, xp),
      })
    })
  }
  writePractices(files, chance, user_id, history.practices)
  for (const attempt of history.assessments) writeAssessment(files, user_id, attempt)
}
