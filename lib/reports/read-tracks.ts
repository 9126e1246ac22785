/** What Tracks reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

const MOST_VERSIONS = 8

export async function readTracks(reader: ScopedReader, question: ReportQuestion<ReportNamed<'tracks'>>) {
  const { inside } = question
  const alone = { ...inside, compare: 'none' as const }
  const distribution = (by: 'all' | 'kind') =>
    analyses.track_progress_distribution.rows(reader, { filters: alone, parameters: { by } })
  const versions = await ask(reader, {
    metrics: [
      'track_enrolments',
      'track_enrolments_described',
      'track_progress_q1',
      'track_progress_median',
      'track_progress_q3',
    ],
    by: ['track'],
    filters: alone,
    sort: { by: 'track_enrolments', descending: true },
    limit: MOST_VERSIONS,
  })
  return {
    ...(await readFrame(reader, question)),
    table: await readTable(reader, question),
    over: await series(reader, { metrics: ['track_enrolments', 'track_completions'], filters: inside }),
    progress: await distribution('all'),
    kinds: await distribution('kind'),
    versions: versions.rows,
    versionCount: versions.rowCount,
  }
}
