/** What Practice & projects reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import type { ScopedReader } from '@/lib/authz/reader'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

const MOST_ROWS = 9
/** What became of the projects started. */
const became = ['project_starts', 'project_starts_completed', 'project_starts_open'] as const

export async function readPracticeProjects(
  reader: ScopedReader,
  question: ReportQuestion<ReportNamed<'practice-projects'>>,
) {
  const { inside } = question
  const alone = { ...inside, compare: 'none' as const }
  // Asked apart: divided by both, few projects of certifications would hide all others from readers of aggregates.
  const forCertification = { ...alone, where: { ...alone.where, for_certification: ['certification'] } }
  const practices = await ask(reader, {
    metrics: ['practice_sessions', 'practice_learners'],
    by: ['content'],
    filters: inside,
    sort: { by: 'practice_sessions', descending: true },
  })
  const named = practices.rows.filter(
    ({ content, practice_sessions: sessions }) => content !== 'deleted' && sessions !== 0,
  )
  const effort = await ask(reader, {
    metrics: ['project_effort', 'project_hours_needed', 'project_effort_compared'],
    by: ['content', 'for_certification'],
    filters: alone,
    sort: { by: 'project_effort_compared', descending: true },
    limit: MOST_ROWS,
  })
  return {
    ...(await readFrame(reader, question)),
    table: await readTable(reader, question),
    sessions: await series(reader, {
      metrics: [
        'practice_sessions',
        'practice_sessions_browser',
        'practice_sessions_mobile',
        'practice_sessions_unplaced',
        'practice_mobile_share',
      ],
      filters: inside,
    }),
    projects: await series(reader, { metrics: ['project_starts', 'project_completions'], filters: inside }),
    guidance: (await ask(reader, { metrics: became, by: ['guided'], filters: alone })).rows,
    forCertification: (await ask(reader, { metrics: became, filters: forCertification })).totals,
    effort: effort.rows.filter(({ project_effort_compared: completed }) => completed !== 0),
    practices: named.slice(0, MOST_ROWS),
    practiceCount: named.length,
    practicesBefore: practices.comparison?.rows ?? null,
  }
}
