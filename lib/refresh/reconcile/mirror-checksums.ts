/** Checksums per day of what a mirror holds, to compare with those of the source. */
import type pg from 'pg'
import { checksumQuery } from '@/lib/connectors/checksum'
import type { DayChecksum, SourceTable } from '@/lib/connectors/types'
import { literal, mirrorName, quote } from '../mirror'

export async function mirrorChecksums(pool: pg.Pool, { table, columns, extra }: SourceTable): Promise<DayChecksum[]> {
  const { cursor } = table
  if (cursor === null) throw new Error(`${table.name} has no cursor to be compared by.`)
  const unknown = extra.map((name) => `extra ->> ${literal(name)}`)
  const cells = [...columns.map((name) => `${quote(name)}::text`), ...unknown]
  // What a column that the source has no more left behind in `extra` has to be told, too.
  if (extra.length > 0) cells.push(`(select count(*) from jsonb_object_keys(coalesce(extra, '{}')))::text`)
  const sql = checksumQuery({
    from: mirrorName(table),
    cells: booleansShort(cells, table, columns),
    day: `${quote(cursor)}::date`,
  })

  const client = await pool.connect()
  let broken = true
  try {
    await client.query(`begin isolation level repeatable read read only; set local datestyle = 'ISO, YMD'`)
    const { rows } = await client.query<{ day: string | null; rows: string; checksum: string }>(sql)
    await client.query('commit')
    broken = false
    return rows.map(({ day, rows: count, checksum }) => ({ day, rows: Number(count), checksum }))
  } finally {
    client.release(broken)
  }
}

/** PostgreSQL writes a boolean cast to text as true or false; COPY, and so the other side, as t or f. */
function booleansShort(cells: readonly string[], table: SourceTable['table'], columns: readonly string[]): string[] {
  return cells.map((cell, index) => {
    const column = table.columns.find(({ name }) => name === columns[index])
    return column?.kind === 'boolean' ? `left(${cell}, 1)` : cell
  })
}
