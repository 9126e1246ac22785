/** The rollups of sums in words, to compare those that refreshes kept up with those built anew. */
import type pg from 'pg'
import { replaceSums } from '@/lib/rollups/apply-sums'
import { makeWholeParts } from '@/lib/rollups/sum-part'
import { sumRollups } from '@/lib/rollups/sums'
import { inTransaction } from './mirrors'

export type Rollups = Readonly<Record<string, readonly string[]>>

/** Numbers of categories and signatures differ between two builds, what they stand for does not. */
export async function rollupsOf(db: pg.Pool | pg.ClientBase): Promise<Rollups> {
  const rollups: Record<string, string[]> = {}
  for (const { table, key } of sumRollups) {
    const joins = [
      key.includes('category_id') ? 'left join mart.category named using (category_id)' : '',
      key.includes('signature_id') ? 'left join mart.signature named_set using (signature_id)' : '',
    ]
    const named = [
      key.includes('category_id')
        ? `|| jsonb_build_object('category', concat_ws('/', named.source, named.content_type, named.technology))`
        : '',
      key.includes('signature_id') ? `|| jsonb_build_object('teams', named_set.teams)` : '',
    ]
    const { rows } = await db.query<{ row: string }>(
      `select (to_jsonb(rollup) - 'category_id' - 'signature_id'
           || jsonb_build_object('seconds_rest', trim_scale(seconds_rest), 'xp_rest', trim_scale(xp_rest)) ${named.join(' ')})::text as row
       from ${table} rollup ${joins.join(' ')} order by row`,
    )
    rollups[table] = rows.map(({ row }) => row)
  }
  return rollups
}

/** What a build from nothing would give; the rollups stay as they are. */
export async function rebuiltRollups(pool: pg.Pool): Promise<Rollups> {
  return inTransaction(pool, async (tx) => {
    for (const { table } of sumRollups) await tx.query(`delete from ${table}`)
    await tx.query('delete from mart.signature_team; delete from mart.signature; delete from mart.category')
    await makeWholeParts(tx)
    await replaceSums(tx)
    const rollups = await rollupsOf(tx)
    await tx.query('rollback')
    return rollups
  })
}
