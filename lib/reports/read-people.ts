/** Everything that the list of people reads. */
import type { ScopedReader } from '@/lib/authz/reader'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import { reportOf } from './reports'

const report = reportOf('people')

export async function readPeople(reader: ScopedReader, question: ReportQuestion<typeof report>) {
  return { ...(await readFrame(reader, question)), table: await readTable(reader, question) }
}
