/**
 * How many groups each week of a period has. Whole weeks are counted in blocks, and cut ones for every way to cut them, so that the
 * answers are remembered for whatever period is asked next.
 */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { bucketStart } from '@/lib/filters/buckets'
import { addDays, daysBetween } from '@/lib/filters/days'
import type { Period } from '@/lib/filters/filters'
import { cellsOf, type Cells } from './compile'
import { compileGroups } from './finished-cells'
import { readRows } from './read-rows'

/** Groups of one value of a dimension. */
export interface Groups {
  readonly key: string | number | null
  readonly groups: number
}

/** A Monday that blocks of weeks are counted from. */
const ORIGIN = '1900-01-01'
const BLOCK_DAYS = 16 * 7
/** Longer periods are counted as they are: there are few of them, and their weeks would be many statements. */
const MOST_DAYS = 3 * BLOCK_DAYS

export async function groupsOfWeeks(reader: ScopedReader, cells: Cells): Promise<readonly Groups[]> {
  const { from, to } = cells.period
  const monday = bucketStart('week', addDays(from, 6))
  const sunday = addDays(bucketStart('week', addDays(to, 1)), -1)
  if (sunday < monday) return groupsOfAll(reader, cells)
  const parts = [...(await groupsOfWhole(reader, cells, { from: monday, to: sunday }))]
  if (from < monday) parts.push(await groupsOfCut(reader, cells, { from, to: addDays(monday, -1) }))
  if (to > sunday) parts.push(await groupsOfCut(reader, cells, { from: addDays(sunday, 1), to }))
  return parts
}

function groupsOfAll(reader: ScopedReader, cells: Cells): Promise<readonly Groups[]> {
  return readRows<Groups>(reader, compileGroups(reader.db, cells, 'week').compile(reader.db))
}

async function groupsOfWhole(reader: ScopedReader, cells: Cells, { from, to }: Period): Promise<Groups[]> {
  if (daysBetween(from, to) > MOST_DAYS) return [...(await groupsOfAll(reader, { ...cells, period: { from, to } }))]
  const weeks: Groups[] = []
  const into = ((daysBetween(ORIGIN, from) % BLOCK_DAYS) + BLOCK_DAYS) % BLOCK_DAYS
  for (let start = addDays(from, -into); start <= to; start = addDays(start, BLOCK_DAYS)) {
    const period = { from: start, to: addDays(start, BLOCK_DAYS - 1) }
    weeks.push(...(await groupsOfAll(reader, { ...cells, period })))
  }
  return weeks.filter(({ key }) => from <= String(key) && String(key) <= to)
}

/** The period lies at the start or at the end of a week: a group is in it that was there early, or still there late enough. */
async function groupsOfCut(reader: ScopedReader, cells: Cells, { from, to }: Period): Promise<Groups> {
  const monday = bucketStart('week', from)
  const period = { from: monday, to: addDays(monday, 6) }
  const others = cells.by.filter((name) => name !== 'week')
  const days = cellsOf(reader.db, { ...cells, period, by: ['day', ...others] })
  const statement = sql`
    select first, last, count(*)::int as groups
    from (select min(day) as first, max(day) as last from (${days}) as days group by ${sql.join(others.map((name) => sql.id(name)))}) as spans
    group by first, last`
  const spans = await readRows<{ first: string; last: string; groups: number }>(reader, statement.compile(reader.db))
  const inside = spans.filter(({ first, last }) => first <= to && last >= from)
  return { key: monday, groups: inside.reduce((sum, { groups }) => sum + groups, 0) }
}
