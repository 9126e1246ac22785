/** Everything that the list of people reads. */
import type { ScopedReader } from '@/lib/authz/reader'
import { peopleIn } from './people-choice'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

export async function readPeople(reader: ScopedReader, question: ReportQuestion<ReportNamed<'people'>>) {
  const table = await readTable(reader, question)
  const who = peopleIn(question.besides)
  const download = new URLSearchParams(table.download)
  if (who !== 'everybody') download.set('who', who)
  return { ...(await readFrame(reader, question)), who, table: { ...table, download } }
}
