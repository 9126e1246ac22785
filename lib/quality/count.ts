/** How many rows each check finds, and of how many; the checks of one table in one pass over it. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { from, type Check } from './check'
import { MEMORY, wasCancelled } from './patience'

export interface Counted {
  readonly check: Check
  /** null: it took too long to count. */
  readonly found: number | null
  readonly total: number | null
}

export type Read = <T>(read: (reader: ScopedReader) => Promise<T>) => Promise<T>

/** A page does not wait longer for one table. */
const PATIENCE_MS = 8_000
const TABLES_AT_ONCE = 2

export async function countChecks(read: Read, checks: readonly Check[]): Promise<readonly Counted[]> {
  const alone = checks.filter(({ counted }) => counted).map((check) => [check])
  const together = Map.groupBy(
    checks.filter(({ counted }) => !counted),
    ({ table }) => table,
  )
  const tables = [...together.values(), ...alone]
  const counted: Counted[] = []
  let next = 0
  const workers = Array.from({ length: TABLES_AT_ONCE }, async () => {
    for (let index = next++; index < tables.length; index = next++) {
      counted.push(...(await countTable(read, tables[index] as readonly Check[])))
    }
  })
  await Promise.all(workers)
  const place = new Map(checks.map((check, index) => [check, index]))
  return counted.sort((a, b) => (place.get(a.check) ?? 0) - (place.get(b.check) ?? 0))
}

async function countTable(read: Read, checks: readonly Check[]): Promise<readonly Counted[]> {
  try {
    const rows = await read((reader) => countsOf(reader, checks))
    const number = (name: string) => Number(rows[0]?.[name] ?? 0)
    return checks.map((check, index) => ({
      check,
      found: number(`found_${index}`),
      total: number(`total_${index}`),
    }))
  } catch (error) {
    if (!wasCancelled(error)) throw error
    return checks.map((check) => ({ check, found: null, total: null }))
  }
}

async function countsOf(reader: ScopedReader, checks: readonly Check[]) {
  const { db, results } = reader
  const [first] = checks as readonly [Check]
  const counts = checks.flatMap(({ of, finds }, index) => [
    sql`count(*) filter (where ${of}) as ${sql.id(`total_${index}`)}`,
    sql`count(*) filter (where (${of}) and (${finds})) as ${sql.id(`found_${index}`)}`,
  ])
  const statement = first.counted ?? sql`select ${sql.join(counts)} from ${from(first.table)} t`
  const query = sql<Counts>`${statement}`.compile(db)
  const count = async () => {
    await sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true), set_config('work_mem', ${MEMORY}, true)`.execute(
      db,
    )
    return (await db.executeQuery(query)).rows
  }
  // Safe: what is remembered of this statement are the rows that it gave.
  return (results ? await results.rows(reader, query, count) : await count()) as readonly Counts[]
}

type Counts = Readonly<Record<string, number>>
