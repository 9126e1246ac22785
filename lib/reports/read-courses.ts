/** What Courses reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { noTeam } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { courseLine, type CourseLine } from './course-lines'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'
import { leastStarts, stalledCourses } from './stalled-courses'

const MOST_LINES = 5
const MOST_RANKED = 8

export async function readCourses(reader: ScopedReader, question: ReportQuestion<ReportNamed<'courses'>>) {
  const { inside } = question
  const alone = { ...inside, compare: 'none' as const }
  const frame = await readFrame(reader, question)
  const technologies = await ask(reader, {
    metrics: [
      'course_starts',
      'course_completion_rate',
      'course_effort_of_needed',
      'course_effort_of_needed_q1',
      'course_effort_of_needed_q3',
      'course_effort_compared',
    ],
    by: ['technology'],
    filters: inside,
    sort: { by: 'course_starts', descending: true },
  })
  const { totals } = await ask(reader, {
    metrics: [
      'course_time_to_complete',
      'course_time_to_complete_q1',
      'course_time_to_complete_q3',
      'course_open_share',
      'course_stalled_share',
    ],
    filters: alone,
  })
  const contents = await ask(reader, {
    metrics: ['course_starts', 'course_completions', 'course_stalled_share'],
    by: ['content'],
    filters: inside,
    sort: { by: 'course_completions', descending: true },
  })
  const teams = await ask(reader, {
    metrics: ['course_completions', 'course_starts'],
    by: ['team'],
    filters: { ...inside, team: inside.team.filter((id) => id !== noTeam) },
    sort: { by: 'course_completions', descending: true },
  })
  const lines: CourseLine[] = []
  for (const { technology } of technologies.rows
    .filter(({ course_starts }) => course_starts !== 0)
    .slice(0, MOST_LINES)) {
    lines.push(await courseLine(reader, technology, { ...alone, technology: [technology] }))
  }
  return {
    ...frame,
    table: await readTable(reader, question),
    technologies,
    lines,
    time: totals,
    days: await analyses.course_time_to_complete_distribution.rows(reader, { filters: alone }),
    top: contents.rows.filter(({ course_completions }) => course_completions !== 0).slice(0, MOST_RANKED),
    topBefore: contents.comparison?.rows ?? null,
    stalled: stalledCourses(contents.rows).slice(0, MOST_RANKED),
    leastStarts,
    teams: teams.rows
      .filter(({ team, course_completions }) => team !== null && course_completions !== 0)
      .slice(0, MOST_RANKED),
    teamsBefore: teams.comparison?.rows ?? null,
  }
}
