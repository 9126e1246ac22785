/** What the page about Skilljar's courses reads, in one place. */
import type { ScopedReader } from '@/lib/authz/reader'
import { notSet, uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { courseLine, type CourseLine } from './course-lines'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'
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

const MOST_LINES = 5
const MOST_RANKED = 8

type Question = ReportQuestion<ReportNamed<'skilljar-courses'>>

export const readSkilljarCourses = (reader: ScopedReader, question: Question) => readFrame(reader, question)

/** The domains with most starts, a curve each. */
async function readCurves(reader: ScopedReader, { inside }: Question) {
  const { rows } = await ask(reader, {
    metrics: ['sj_course_starts'],
    by: ['domain'],
    filters: uncompared(inside),
    sort: { by: 'sj_course_starts', descending: true },
  })
  const lines: CourseLine[] = []
  for (const { domain, domain_name: name } of rows.filter((row) => row.sj_course_starts !== 0).slice(0, MOST_LINES)) {
    // Of content that is on no domain the row has no key.
    const where = { ...inside.where, domain: [(domain as string | null) ?? notSet] }
    lines.push(await courseLine(reader, name, { ...uncompared(inside), where }, 'skilljar'))
  }
  return lines
}

/** Enrolments by how they were made and by what people and courses belong to. */
async function readGroups(reader: ScopedReader, { inside }: Question) {
  const ranked = async (by: 'channel' | 'student_group' | 'tag' | 'domain') => {
    const { rows, comparison } = await ask(reader, {
      metrics: ['enrolments', 'sj_course_completion_rate'],
      by: [by],
      filters: inside,
      sort: { by: 'enrolments', descending: true },
    })
    return {
      rows: rows.filter(({ enrolments }) => (enrolments ?? 0) > 0).slice(0, MOST_RANKED) as readonly GroupRow[],
      before: (comparison?.rows ?? []) as readonly GroupRow[],
    }
  }
  return {
    channel: await ranked('channel'),
    student_group: await ranked('student_group'),
    tag: await ranked('tag'),
    domain: await ranked('domain'),
  }
}

export interface GroupRow {
  readonly channel?: string
  /** Keys are null for what is in no group. */
  readonly student_group?: string | null
  readonly student_group_name?: string
  readonly tag?: string | null
  readonly tag_name?: string
  readonly domain?: string | null
  readonly domain_name?: string
  readonly enrolments: number | null
  readonly sj_course_completion_rate: number | null
  readonly sj_course_completion_rate_denominator: number | null
}

/** In the order in which they are read: what takes longest comes last. */
export const skilljarCoursesCards = {
  rates: readRates,
  progress: readProgress,
  days: readDays,
  curves: readCurves,
  hours: readHours,
  scores: readScores,
  expiring: readExpiring,
  groups: readGroups,
  certificates: readCertificates,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
  types: readTypes,
}
