/**
 * A page of a long table that is sorted by time: its rows come bucket by bucket, so that the groups of each bucket are counted, and
 * only the buckets of the page are read; and of one large bucket, where teams come next, only the teams of the page.
 */
import type { CompiledQuery } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { grains, nextBucket, type Grain } from '@/lib/filters/buckets'
import { addDays, earlier, later } from '@/lib/filters/days'
import { noTeam, type Period } from '@/lib/filters/filters'
import type { Cells } from './compile'
import { compileGroups, compileTeams, type Order } from './finished-cells'
import { groupsOfWeeks, type Groups } from './groups-of-weeks'
import { readRows, type RawRow } from './read-rows'
import { countedByRollups } from './rollups'

interface Sizes {
  /** Below, reading the bucket is less work than looking for the page's teams. */
  readonly manyGroups: number
  /** Rows of a bucket that are read from its first team on; beyond, the groups of its teams are counted. */
  readonly near: number
}

const usual: Sizes = { manyGroups: 1_000, near: 1_000 }

export interface PageOfRows {
  readonly statement: CompiledQuery
  readonly rows: readonly RawRow[]
  /** Rows of all pages. */
  readonly rowCount: number
}

/** The question about less, and the rows of it that come before the page. */
type Part = Pick<Cells, 'period' | 'filters'> & { readonly offset: number }

interface Reading {
  readonly reader: ScopedReader
  readonly cells: Cells
  readonly limit: number
  readonly compile: (part: Part) => CompiledQuery
}

/** Undefined: the whole question has to be read to know. */
export async function readPage(
  reader: ScopedReader,
  cells: Cells,
  { sort, search, limit, offset = 0 }: Order,
  compile: Reading['compile'],
  sizes = usual,
): Promise<PageOfRows | undefined> {
  const grain = grains.find((name) => name === sort?.by)
  const metrics = countedByRollups(cells)
  if (sort === undefined || grain === undefined || limit === undefined || search) return undefined
  if (metrics === undefined || cells.by.length === 1) return undefined

  const reading = { reader, cells, limit, compile }
  const buckets = await bucketsOf(reader, { ...cells, metrics }, grain, sort.descending)
  const rowCount = buckets.reduce((sum, { groups }) => sum + groups, 0)
  const { inside, before } = partsOf(buckets, offset, limit)
  const [only] = inside
  if (only === undefined) return { statement: compile({ ...cells, offset }), rows: [], rowCount }
  const period = periodOf(cells.period, grain, inside)
  const part = { period, filters: cells.filters, offset: offset - before }
  const [next] = cells.by.filter((name) => name !== grain)
  if (inside.length > 1 || next !== 'team' || only.groups < sizes.manyGroups) {
    return { ...(await readPart(reading, part)), rowCount }
  }
  const expected = Math.min(limit, only.groups - part.offset)
  const teams =
    part.offset + limit <= sizes.near ? readFirstTeams(reading, part, expected) : readTeams(reading, part, metrics)
  return { ...(await teams), rowCount }
}

async function readPart({ reader, compile }: Reading, part: Part): Promise<Omit<PageOfRows, 'rowCount'>> {
  const statement = compile(part)
  return { statement, rows: await readRows(reader, statement) }
}

/** Of teams in reading order, ever more until the page is full. */
async function readFirstTeams(reading: Reading, part: Part, expected: number): Promise<Omit<PageOfRows, 'rowCount'>> {
  const { reader, cells } = reading
  const teams = numbersOf(await readRows<Groups>(reader, compileTeams(cells).compile(reader.db)))
  // Most teams learned in several technologies.
  for (let many = Math.ceil((part.offset + expected) / 4); many < teams.length; many *= 4) {
    const few = await readPart(reading, withTeams(part, teams.slice(0, many)))
    if (few.rows.length === expected) return few
  }
  return readPart(reading, part)
}

/** Far from the first team: those that the page lies in. */
async function readTeams(
  reading: Reading,
  part: Part,
  metrics: Cells['metrics'],
): Promise<Omit<PageOfRows, 'rowCount'>> {
  const teams = await groupsPer(reading.reader, { ...reading.cells, ...part, metrics }, 'team')
  const { inside, before } = partsOf(teams, part.offset, reading.limit)
  return readPart(reading, withTeams({ ...part, offset: part.offset - before }, numbersOf(inside)))
}

const numbersOf = (teams: readonly Groups[]) => teams.map(({ key }) => (key === null ? noTeam : Number(key)))
const withTeams = (part: Part, team: readonly number[]): Part => ({ ...part, filters: { ...part.filters, team } })

async function bucketsOf(
  reader: ScopedReader,
  cells: Cells,
  grain: Grain,
  descending: boolean,
): Promise<readonly Groups[]> {
  const buckets = grain === 'week' ? await groupsOfWeeks(reader, cells) : await groupsPer(reader, cells, grain)
  const inOrder = [...buckets].sort((one, other) => (String(one.key) < String(other.key) ? -1 : 1))
  return descending ? inOrder.reverse() : inOrder
}

function groupsPer(reader: ScopedReader, cells: Cells, per: Grain | 'team'): Promise<readonly Groups[]> {
  return readRows<Groups>(reader, compileGroups(reader.db, cells, per).compile(reader.db))
}

/** Those that the page's rows are in, and the rows that come before the first of them. */
function partsOf(parts: readonly Groups[], offset: number, limit: number) {
  let [end, before] = [0, 0]
  const inside = parts.filter(({ groups }) => {
    const start = end
    end += groups
    if (end <= offset) before = end
    return start < offset + limit && end > offset
  })
  return { inside, before }
}

/** From the first to the last of the buckets; cut where the period is. */
function periodOf(period: Period, grain: Grain, buckets: readonly Groups[]): Period {
  const keys = buckets.map(({ key }) => String(key))
  const [first, last] = [keys.reduce(earlier), keys.reduce(later)]
  return { from: later(period.from, first), to: earlier(period.to, addDays(nextBucket(grain, last), -1)) }
}
