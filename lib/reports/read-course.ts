/** What the page about one course reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { describedCourse } from '@/lib/metrics/described-course'
import { courseLine } from './course-lines'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

const MOST_STUCK = 20

type Question = ReportQuestion<ReportNamed<'course'>>

const idOf = ({ where }: Filters) => (where.content?.[0] ?? '').replace('datacamp/course/', '')

/** Null: there is no such course. */
export async function readCourse(reader: ScopedReader, question: Question) {
  const course = await describedCourse(reader, idOf(question.inside))
  return course === null ? null : { ...(await readFrame(reader, question)), course }
}

/** The course beside all of its technology. */
async function readLines(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const technology = (await describedCourse(reader, idOf(inside)))?.technology ?? null
  const others = { ...filters, where: {}, ...(technology !== null && { technology: [technology] }) }
  return {
    own: await courseLine(reader, 'This course', filters),
    others: await courseLine(reader, technology === null ? 'All courses' : `All ${technology}`, others),
  }
}

function readChapters(reader: ScopedReader, { inside }: Question) {
  return analyses.chapter_dropoff.rows(reader, {
    filters: uncompared(inside),
    parameters: { course: idOf(inside) },
  })
}

async function readStuck(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const [total] = await analyses.at_risk_total.rows(reader, { filters })
  const people = reader.scope.learnerRows
    ? await analyses.at_risk.rows(reader, { filters, parameters: { most: String(MOST_STUCK) } })
    : null
  return { total, people }
}

/** Exercises are parts of a course, and no content of their own. */
function readExercises(reader: ScopedReader, { inside }: Question) {
  const { content: _, ...where } = inside.where
  return analyses.exercise_friction.rows(reader, {
    filters: { ...uncompared(inside), contentType: [], where },
    parameters: { course: idOf(inside) },
  })
}

/** In the order in which they are read. */
export const courseCards = {
  lines: readLines,
  chapters: readChapters,
  stuck: readStuck,
  exercises: readExercises,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
}
