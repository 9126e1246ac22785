/** What the page about one version of a track reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { teamsOf } from '@/lib/metrics/people'
import { series } from '@/lib/metrics/series'
import { describedTrack } from '@/lib/metrics/described-track'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

const mostPeople = 10

type Question = ReportQuestion<ReportNamed<'track'>>

const idOf = ({ where }: Filters) => where.track?.[0] ?? ''

/** Null: there is no such version. */
export async function readTrack(reader: ScopedReader, question: Question) {
  const described = await describedTrack(reader, idOf(question.inside))
  return described === null ? null : { ...(await readFrame(reader, question)), ...described }
}

async function readContents(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  return { contents: await analyses.track_dropoff.rows(reader, { filters, parameters: { track: idOf(inside) } }) }
}

async function readProgress(reader: ScopedReader, { inside }: Question) {
  return { progress: await analyses.track_progress_distribution.rows(reader, { filters: uncompared(inside) }) }
}

async function readPeople(reader: ScopedReader, { inside }: Question) {
  return { people: reader.scope.learnerRows ? await peopleOf(reader, uncompared(inside)) : null }
}

async function readOver(reader: ScopedReader, { inside }: Question) {
  return { over: await series(reader, { metrics: ['track_enrolments', 'track_completions'], filters: inside }) }
}

/** In the order in which they are read. */
export const trackCards = {
  contents: readContents,
  progress: readProgress,
  people: readPeople,
  over: readOver,
  table: readTableCard,
}

/** Those furthest along first: a row per person and day of enrolment. */
async function peopleOf(reader: ScopedReader, filters: Filters) {
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
