/** Everything that the list of people reads. */
import type { ScopedReader } from '@/lib/authz/reader'
import { peopleIn } from './people-choice'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { ReportNamed } from './reports'

type Question = ReportQuestion<ReportNamed<'people'>>

export async function readPeople(reader: ScopedReader, question: Question) {
  return { ...(await readFrame(reader, question)), who: peopleIn(question.besides) }
}

async function readList(reader: ScopedReader, question: Question) {
  const table = await readTable(reader, question)
  const who = peopleIn(question.besides)
  const download = new URLSearchParams(table.download)
  if (who !== 'everybody') download.set('who', who)
  return { ...table, download }
}

export const peopleCards = { table: readList }
