/** What Practice & projects reads, in one place. */
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

const MOST_ROWS = 9
/** What became of the projects started. */
const became = ['project_starts', 'project_starts_completed', 'project_starts_open'] as const

type Question = ReportQuestion<ReportNamed<'practice-projects'>>

export const readPracticeProjects = (reader: ScopedReader, question: Question) => readFrame(reader, question)

async function readSessions(reader: ScopedReader, { inside }: Question) {
  return {
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
  }
}

async function readProjects(reader: ScopedReader, { inside }: Question) {
  return { projects: await series(reader, { metrics: ['project_starts', 'project_completions'], filters: inside }) }
}

async function readKinds(reader: ScopedReader, { inside }: Question) {
  const alone = uncompared(inside)
  // Asked apart: divided by both, few projects of certifications would hide all others from readers of aggregates.
  const forCertification = { ...alone, where: { ...alone.where, for_certification: ['certification'] } }
  return {
    guidance: (await ask(reader, { metrics: became, by: ['guided'], filters: alone })).rows,
    forCertification: (await ask(reader, { metrics: became, filters: forCertification })).totals,
  }
}

async function readEffort(reader: ScopedReader, { inside }: Question) {
  const { rows } = await ask(reader, {
    metrics: ['project_effort', 'project_hours_needed', 'project_effort_compared'],
    by: ['content', 'for_certification'],
    filters: uncompared(inside),
    sort: { by: 'project_effort_compared', descending: true },
    limit: MOST_ROWS,
  })
  return { effort: rows.filter(({ project_effort_compared: completed }) => completed !== 0) }
}

async function readPractices(reader: ScopedReader, { inside }: Question) {
  const { rows, comparison } = await ask(reader, {
    metrics: ['practice_sessions', 'practice_learners'],
    by: ['content'],
    filters: inside,
    sort: { by: 'practice_sessions', descending: true },
  })
  const named = rows.filter(({ content, practice_sessions: sessions }) => content !== 'deleted' && sessions !== 0)
  return {
    practices: named.slice(0, MOST_ROWS),
    practiceCount: named.length,
    practicesBefore: comparison?.rows ?? null,
  }
}

/** In the order in which they are read. */
export const practiceProjectsCards = {
  sessions: readSessions,
  projects: readProjects,
  kinds: readKinds,
  effort: readEffort,
  practices: readPractices,
  table: readTableCard,
}
