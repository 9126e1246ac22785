/**
 * How full the columns of a table are and how many values they hold. Small tables are counted whole; of a large one a
 * sample of its blocks is, the same for the same data, and the answer says so.
 */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Column, Table } from '@/lib/catalogue/types'
import { readRows } from '@/lib/metrics/read-rows'

export interface ColumnShares {
  readonly column: string
  readonly present: number
  readonly distinct: number
}

export interface TableShares {
  /** Of the table; null where it is too large to be counted for a page. */
  readonly rows: number | null
  /** Rows that were looked at: all of them, or the sample. */
  readonly counted: number
  readonly columns: readonly ColumnShares[]
}

interface Limits {
  /** Tables of more rows are sampled. */
  readonly wholeUpTo: number
  readonly sampleRows: number
}

const usual: Limits = { wholeUpTo: 1_000_000, sampleRows: 100_000 }

export async function readShares(reader: ScopedReader, table: Table, limits: Limits = usual): Promise<TableShares> {
  const name = sql.id(table.schema, table.name)
  const isLarge = await hasMoreRows(reader, name, limits.wholeUpTo)
  const from = isLarge ? sql`${name} ${await sampling(reader, name, limits.sampleRows)}` : name
  const [counts] = await run<Record<string, number>>(
    reader,
    sql`select count(*) as counted, ${sql.join(table.columns.map(presentOf))} from ${from}`,
  )
  const columns: ColumnShares[] = []
  for (const [index, column] of table.columns.entries()) {
    columns.push({
      column: column.name,
      present: Number(counts?.[`present_${index}`] ?? 0),
      distinct: await distinctOf(reader, column, from),
    })
  }
  const counted = Number(counts?.['counted'] ?? 0)
  return { rows: isLarge ? null : counted, counted, columns }
}

const presentOf = ({ name }: Column, index: number) => sql`count(${sql.ref(name)}) as ${sql.id(`present_${index}`)}`

/** Grouping hashes the values; counting them with `distinct` would sort them, which takes several times as long. */
async function distinctOf(reader: ScopedReader, { name }: Column, from: RawBuilder<unknown>): Promise<number> {
  const column = sql.ref(name)
  const [row] = await run<{ values: number }>(
    reader,
    sql`select count(*) as values from (select 1 from ${from} where ${column} is not null group by ${column}) as found`,
  )
  return Number(row?.values ?? 0)
}

async function hasMoreRows(reader: ScopedReader, name: RawBuilder<unknown>, limit: number): Promise<boolean> {
  const [row] = await run<{ rows: number }>(
    reader,
    sql`select count(*) as rows from (select 1 from ${name} limit ${limit + 1}) as seen`,
  )
  return Number(row?.rows ?? 0) > limit
}

/** Whole blocks, so that only those are read; the same blocks every time, so that what is remembered stays true. */
async function sampling(reader: ScopedReader, name: RawBuilder<unknown>, rows: number): Promise<RawBuilder<unknown>> {
  const [first] = await run<{ rows: number }>(
    reader,
    sql`select count(*) as rows from ${name} tablesample system (1) repeatable (1)`,
  )
  const about = Math.max(rows, Number(first?.rows ?? 0) * 100)
  return sql`tablesample system (${Math.min(100, (100 * rows) / about)}) repeatable (1)`
}

function run<R extends object>(reader: ScopedReader, statement: RawBuilder<unknown>) {
  return readRows<R>(reader, sql`${statement}`.compile(reader.db))
}
