/** What the page about one version of a track reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { ask } from '@/lib/metrics/ask'
import { teamsOf } from '@/lib/metrics/people'
import { series } from '@/lib/metrics/series'
import { describedTrack } from '@/lib/metrics/described-track'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

export const mostPeople = 20

/** Null: there is no such version. */
export async function readTrack(reader: ScopedReader, question: ReportQuestion<ReportNamed<'track'>>) {
  const { inside } = question
  const id = inside.where.track?.[0] ?? ''
  const described = await describedTrack(reader, id)
  if (described === null) return null
  const filters = { ...inside, compare: 'none' as const }
  return {
    ...(await readFrame(reader, question)),
    ...described,
    table: await readTable(reader, question),
    over: await series(reader, { metrics: ['track_enrolments', 'track_completions'], filters: inside }),
    contents: await analyses.track_dropoff.rows(reader, { filters, parameters: { track: id } }),
    progress: await analyses.track_progress_distribution.rows(reader, { filters }),
    people: reader.scope.learnerRows ? await peopleOf(reader, filters) : null,
  }
}

/** Those furthest along first: a row per person and day of enrolment. */
async function peopleOf(reader: ScopedReader, filters: ReportQuestion['inside']) {
  const { rows, rowCount } = await ask(reader, {
    metrics: ['track_progress', 'track_enrolments_active', 'track_enrolments_completed'],
    by: ['person', 'day'],
    filters,
    sort: { by: 'track_progress', descending: true },
    limit: mostPeople,
  })
  const teams = await teamsOf(
    reader,
    rows.map(({ person }) => person),
  )
  return { rows: rows.map((row) => ({ ...row, teams: teams.get(row.person) ?? [] })), rowCount }
}
