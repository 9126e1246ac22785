import type pg from 'pg'

/** `name`: quoted, as mirror.ts writes it. */
export async function countRows(db: pg.Pool | pg.PoolClient, name: string): Promise<number> {
  const { rows } = await db.query<{ count: string | number }>(`select count(*) as count from ${name}`)
  return Number(rows[0]?.count)
}
