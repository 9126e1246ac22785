/** How many rows there will be, where that is known soon: for a bar that moves, and nothing rests on it. */
import { sql, type CompiledQuery } from 'kysely'
import type pg from 'pg'
import { builder } from './builder'
import { csv, type CsvOptions } from './csv'
import { subquery } from './literal-query'

const PATIENCE_MS = 5_000

/** Null: it would take too long to say. */
export async function expectedRows(query: CompiledQuery, pool: pg.Pool, options: CsvOptions): Promise<number | null> {
  const counting = sql`select count(*) as rows from ${subquery(query)} as answer`.compile(builder)
  // A count has its first bytes at its end, so it is stopped by the server's own clock.
  const stream = await csv(counting, pool, { ...options, patienceMs: PATIENCE_MS }).catch(() => null)
  if (stream === null) return null
  const [, count] = (await new Response(stream).text()).split('\r\n')
  return Number(count)
}
