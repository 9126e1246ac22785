/** What the page about one course reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { describedCourse } from '@/lib/metrics/described-course'
import { courseLine } from './course-lines'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

export const mostStuck = 20

/** Null: there is no such course. */
export async function readCourse(reader: ScopedReader, question: ReportQuestion<ReportNamed<'course'>>) {
  const { inside } = question
  const id = (inside.where.content?.[0] ?? '').replace('datacamp/course/', '')
  const course = await describedCourse(reader, id)
  if (course === null) return null
  const filters = { ...inside, compare: 'none' as const }
  const others = { ...filters, where: {}, ...(course.technology !== null && { technology: [course.technology] }) }
  const parameters = { course: id }
  // Exercises are parts of a course, and no content of their own.
  const { content: _, ...where } = filters.where
  const ofExercises = { ...filters, contentType: [], where }
  const [stuckInAll] = await analyses.at_risk_total.rows(reader, { filters })
  return {
    ...(await readFrame(reader, question)),
    table: await readTable(reader, question),
    course,
    line: await courseLine(reader, course.title, filters),
    others: await courseLine(reader, course.technology === null ? 'All courses' : `All ${course.technology}`, others),
    chapters: await analyses.chapter_dropoff.rows(reader, { filters, parameters }),
    exercises: await analyses.exercise_friction.rows(reader, { filters: ofExercises, parameters }),
    stuckInAll,
    stuck: reader.scope.learnerRows
      ? await analyses.at_risk.rows(reader, { filters, parameters: { most: String(mostStuck) } })
      : null,
  }
}
