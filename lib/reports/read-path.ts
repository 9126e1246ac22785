/** What the page about one Skilljar path reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared, type Filters } from '@/lib/filters/filters'
import { describedPath } from '@/lib/metrics/described-path'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readEnding, readPathCohorts, readPathProgress, readPathsOver } from './read-paths'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

/** Lines of the list; its CSV has all. */
const MOST_STUCK = 10

type Question = ReportQuestion<ReportNamed<'path'>>

const idOf = ({ where }: Filters) => (where.content?.[0] ?? '').replace('skilljar/path/', '')

/** Null: there is no such path. */
export async function readPath(reader: ScopedReader, question: Question) {
  const described = await describedPath(reader, idOf(question.inside))
  return described === null ? null : { ...(await readFrame(reader, question)), described }
}

async function readItems(reader: ScopedReader, { inside }: Question) {
  const parameters = { path: idOf(inside) }
  return { items: await analyses.path_dropoff.rows(reader, { filters: uncompared(inside), parameters }) }
}

async function readStuck(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const [total] = await analyses.path_stuck_total.rows(reader, { filters })
  const stuck = reader.scope.learnerRows
    ? await analyses.path_stuck.rows(reader, { filters, parameters: { most: String(MOST_STUCK) } })
    : null
  return { stuckInAll: total ?? null, stuck }
}

async function readPublications(reader: ScopedReader, { inside }: Question) {
  const parameters = { path: idOf(inside) }
  return { publications: await analyses.path_publications.rows(reader, { filters: uncompared(inside), parameters }) }
}

/** In the order in which they are read. */
export const pathCards = {
  items: readItems,
  progress: readPathProgress,
  over: readPathsOver,
  cohorts: readPathCohorts,
  stuck: readStuck,
  publications: readPublications,
  ending: readEnding('domain'),
  table: readTableCard,
}
