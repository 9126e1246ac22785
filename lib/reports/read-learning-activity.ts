/** What Learning activity reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { seriesLines } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

type Question = ReportQuestion<ReportNamed<'learning-activity'>>

export const readLearningActivityStart = (reader: ScopedReader, question: Question) => readFrame(reader, question)

async function readTechnologies(reader: ScopedReader, { inside }: Question) {
  return {
    technologies: await seriesLines(reader, {
      metrics: ['learning_hours', 'xp'],
      by: 'technology',
      filters: uncompared(inside),
    }),
  }
}

/** In the order in which they are read. */
export const learningActivityCards = { technologies: readTechnologies, table: readTableCard }

export async function readLearningActivity(reader: ScopedReader, question: Question): Promise<void> {
  await readLearningActivityStart(reader, question)
  for (const read of Object.values(learningActivityCards)) await read(reader, question)
}
