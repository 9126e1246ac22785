/** What the page about one course of Skilljar's reads: a course on one domain. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { courseLine } from './course-lines'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'
import { readLearnerState } from './skilljar-learner-state'
import {
  readCertificates,
  readDays,
  readExpiring,
  readHours,
  readProgress,
  readRates,
  readScores,
  readTypes,
} from './skilljar-course-cards'

const MOST_LEARNERS = 20

type Question = ReportQuestion<ReportNamed<'skilljar-course'>>

const idOf = ({ where }: Filters) => (where.content?.[0] ?? '').replace('skilljar/course/', '')

async function described(reader: ScopedReader, { inside }: Question) {
  const [course] = await analyses.skilljar_course.rows(reader, {
    filters: inside,
    parameters: { id: idOf(inside) },
  })
  return course ?? null
}

/** Null: no such course is published. */
export async function readSkilljarCourse(reader: ScopedReader, question: Question) {
  const course = await described(reader, question)
  return course === null ? null : { ...(await readFrame(reader, question)), course }
}

/** The course beside all others. */
async function readCurves(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const { content: _, ...others } = filters.where
  return {
    own: await courseLine(reader, 'This course', filters, 'skilljar'),
    all: await courseLine(reader, 'All courses', { ...filters, where: others }, 'skilljar'),
  }
}

async function readLessons(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  return {
    dropoff: await analyses.lesson_dropoff.rows(reader, { filters }),
    use: await analyses.lesson_use.rows(reader, { filters }),
  }
}

/** Of people null: single learners are not shown to this reader. */
async function readLearners(reader: ScopedReader, question: Question) {
  const state = readLearnerState(question.besides)
  const people = reader.scope.learnerRows
    ? await analyses.skilljar_course_learners.rows(reader, {
        filters: uncompared(question.inside),
        parameters: { state, most: String(MOST_LEARNERS) },
      })
    : null
  return { people, state, progress: await readProgress(reader, question) }
}

/** In the order in which they are read. */
export const skilljarCourseCards = {
  lessons: readLessons,
  types: readTypes,
  progress: readProgress,
  learners: readLearners,
  rates: readRates,
  curves: readCurves,
  days: readDays,
  hours: readHours,
  scores: readScores,
  certificates: readCertificates,
  expiring: readExpiring,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
}
