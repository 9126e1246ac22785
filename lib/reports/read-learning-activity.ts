/** What Learning activity reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import type { ScopedReader } from '@/lib/authz/reader'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

export async function readLearningActivity(
  reader: ScopedReader,
  question: ReportQuestion<ReportNamed<'learning-activity'>>,
) {
  return {
    ...(await readFrame(reader, question)),
    technologies: await series(reader, {
      metrics: ['learning_hours', 'xp'],
      by: 'technology',
      filters: { ...question.inside, compare: 'none' },
    }),
    table: await readTable(reader, question),
  }
}
