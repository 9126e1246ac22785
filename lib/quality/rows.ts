/** The rows behind a check, a page at a time or as an export; in the table's own order. */
import { sql, type CompiledQuery } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { from, t, type Check } from './check'
import { MEMORY } from './patience'

export type Cell = string | number | boolean | null
export type FoundRow = Readonly<Record<string, Cell>>

export interface FoundPage {
  readonly rows: readonly FoundRow[]
  /** Where the next page begins; null: this is the last. */
  readonly next: string | null
}

/** The columns of the table, those that show what is wrong first. */
export function shownColumns({ table, columns }: Check): readonly string[] {
  const others = table.columns.filter(({ name, deprecated }) => !columns.includes(name) && !deprecated)
  return [...columns, ...others.map(({ name }) => name)]
}

/** Asked once in a transaction: how much memory it may take holds for the rest of it. */
export async function foundRows(
  { db }: ScopedReader,
  check: Check,
  { after, limit }: { after: string | null; limit: number },
): Promise<FoundPage> {
  const order = orderOf(check)
  const position = readPosition(after, order.length)
  const later = position
    ? sql`(${sql.join(order.map((name) => t(name)))}) > (${sql.join(position.map((value) => sql`${value}`))})`
    : sql`true`
  await sql`select set_config('work_mem', ${MEMORY}, true)`.execute(db)
  const { rows } = await sql<Record<string, Cell>>`
    select ${sql.join([
      ...shownColumns(check).map((name) => t(name)),
      ...order.map((name, index) => sql`${t(name)}::text as ${sql.id(`place ${index}`)}`),
    ])}
    from ${from(check.table)} t
    where (${check.of}) and (${check.finds}) and ${later}
    order by ${sql.join(order.map((name) => t(name)))}
    limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => Object.fromEntries(shownColumns(check).map((name) => [name, row[name] ?? null]))),
    next: rows.length > limit && last ? JSON.stringify(order.map((_, index) => last[`place ${index}`])) : null,
  }
}

export function foundExport({ db }: ScopedReader, check: Check): CompiledQuery<FoundRow> {
  return sql<FoundRow>`
    select ${sql.join(shownColumns(check).map((name) => t(name)))}
    from ${from(check.table)} t
    where (${check.of}) and (${check.finds})
    order by ${sql.join(orderOf(check).map((name) => t(name)))}`.compile(db)
}

/** Rows without a key are numbered as they arrived. */
function orderOf({ table }: Check): readonly string[] {
  return table.key.length === 0 ? ['row_id'] : table.key
}

/** An address that somebody changed by hand begins at the beginning. */
function readPosition(after: string | null, length: number): readonly string[] | null {
  if (after === null) return null
  try {
    const values: unknown = JSON.parse(after)
    const fits = Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string')
    return fits ? values : null
  } catch {
    return null
  }
}
