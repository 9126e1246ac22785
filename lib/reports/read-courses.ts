/** What Courses reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { courseLine, type CourseLine } from './course-lines'
import { readEffort } from './course-effort'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'
import { leastStarts, stalledCourses } from './stalled-courses'

const MOST_LINES = 5
const MOST_RANKED = 8

type Question = ReportQuestion<ReportNamed<'courses'>>

export const readCourses = (reader: ScopedReader, question: Question) => readFrame(reader, question)

async function readTechnologies(reader: ScopedReader, { inside }: Question) {
  const rates = await ask(reader, {
    metrics: ['course_starts', 'course_completion_rate'],
    by: ['technology'],
    filters: inside,
    sort: { by: 'course_starts', descending: true },
  })
  const lines: CourseLine[] = []
  for (const { technology } of rates.rows.filter(({ course_starts }) => course_starts !== 0).slice(0, MOST_LINES)) {
    lines.push(await courseLine(reader, technology, { ...uncompared(inside), technology: [technology] }))
  }
  return { rates, lines }
}

async function readDays(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const { totals } = await ask(reader, {
    metrics: [
      'course_time_to_complete',
      'course_time_to_complete_q1',
      'course_time_to_complete_q3',
      'course_open_share',
    ],
    filters,
  })
  const steps = await analyses.course_time_to_complete_distribution.rows(reader, { filters })
  const [survival] = await analyses.course_time_to_complete_survival.rows(reader, { filters })
  return { totals, steps, survival: survival ?? null }
}

async function readContents(reader: ScopedReader, { inside }: Question) {
  const { rows, comparison } = await ask(reader, {
    metrics: ['course_starts', 'course_completions', 'course_stalled_share'],
    by: ['content'],
    filters: inside,
    sort: { by: 'course_completions', descending: true },
  })
  return {
    top: rows.filter(({ course_completions }) => (course_completions ?? 0) > 0).slice(0, MOST_RANKED),
    before: comparison?.rows ?? [],
    stalled: stalledCourses(rows).slice(0, MOST_RANKED),
    leastStarts,
  }
}

async function readTeams(reader: ScopedReader, { inside }: Question) {
  const { rows, comparison } = await ask(reader, {
    metrics: ['course_completions', 'course_starts'],
    by: ['team'],
    filters: inside,
    sort: { by: 'course_completions', descending: true },
  })
  return {
    top: rows
      .filter(({ team, course_completions }) => team !== null && (course_completions ?? 0) > 0)
      .slice(0, MOST_RANKED),
    before: comparison?.rows ?? [],
  }
}

/** In the order in which they are read: what takes longest comes last. */
export const coursesCards = {
  technologies: readTechnologies,
  days: readDays,
  contents: readContents,
  teams: readTeams,
  table: (reader: ScopedReader, question: Question) => readTable(reader, question),
  effort: readEffort,
}
