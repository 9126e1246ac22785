/** CSV export through lib/export against COPY TO STDOUT of the same rows, both drained in this process. */
import { sql } from 'kysely'
import { to as copyTo } from 'pg-copy-streams'
import { csv } from '@/lib/export/csv'
import type { TestDatabase } from '@/lib/testing/database'
import { inTurns, perSecond, seconds, type Ratio } from './measure'

const ROUNDS = 5

export async function benchExport({ pool, warehouse }: TestDatabase): Promise<Ratio> {
  const select =
    'select user_id, exercise_id, date_id, started_at, completed_at, time_spent, xp from datacamp.exercise_fact'
  const { rows } = await pool.query<{ rows: number }>('select count(*) as rows from datacamp.exercise_fact')
  const count = rows[0]?.rows ?? 0
  const { ours, against } = await inTurns(
    ROUNDS,
    () =>
      seconds(async () => {
        for await (const _ of await csv(sql`${sql.raw(select)}`.compile(warehouse), pool));
      }),
    () =>
      seconds(async () => {
        const client = await pool.connect()
        for await (const _ of client.query(copyTo(`copy (${select}) to stdout (format csv, header)`)));
        client.release()
      }),
  )
  return {
    name: 'CSV export, rows/s against COPY TO STDOUT',
    value: against / ours,
    reads: '1.00 = as fast as COPY alone; ours makes text cells safe for spreadsheets',
    ours: `${perSecond(count, ours)} (${count} rows)`,
    against: perSecond(count, against),
  }
}
