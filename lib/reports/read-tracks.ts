/** What Tracks reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

const MOST_VERSIONS = 8

type Question = ReportQuestion<ReportNamed<'tracks'>>

export const readTracks = (reader: ScopedReader, question: Question) => readFrame(reader, question)

async function readOver(reader: ScopedReader, { inside }: Question) {
  return { over: await series(reader, { metrics: ['track_enrolments', 'track_completions'], filters: inside }) }
}

async function readVersions(reader: ScopedReader, { inside }: Question) {
  const { rows, rowCount } = await ask(reader, {
    metrics: [
      'track_enrolments',
      'track_enrolments_described',
      'track_progress_q1',
      'track_progress_median',
      'track_progress_q3',
    ],
    by: ['track'],
    filters: uncompared(inside),
    sort: { by: 'track_enrolments', descending: true },
    limit: MOST_VERSIONS,
  })
  return { versions: rows, versionCount: rowCount }
}

const distribution = (reader: ScopedReader, { inside }: Question, by: 'all' | 'kind') =>
  analyses.track_progress_distribution.rows(reader, { filters: uncompared(inside), parameters: { by } })

async function readProgress(reader: ScopedReader, question: Question) {
  return { progress: await distribution(reader, question, 'all') }
}

async function readKinds(reader: ScopedReader, question: Question) {
  return { kinds: await distribution(reader, question, 'kind') }
}

/** In the order in which they are read. */
export const tracksCards = {
  over: readOver,
  versions: readVersions,
  progress: readProgress,
  kinds: readKinds,
  table: readTableCard,
}
