/**
 * Rollups against mirrors: everything that is computed is computed anew, inside a transaction that is taken back, and
 * compared row by row with what readers see.
 */
import type pg from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId } from '@/lib/catalogue/types'
import { rebuildMarts } from '@/lib/marts/refresh'
import { areCurrent, rebuildRollups } from '@/lib/rollups/refresh'
import { deliveredTables, deriveTables } from '@/lib/refresh/derive'
import { quote } from '@/lib/refresh/mirror'
import { PUBLISH_LOCK } from '@/lib/refresh/publish-lock'
import { inRolledBack } from './rolled-back'
import { count, difference, part, SAMPLES, type Difference, type Part } from './report'

interface Computed {
  readonly name: string
  readonly key: readonly string[]
  readonly copy: string
}

export async function verifyRollups(
  pool: pg.Pool,
  connectorIds: readonly ConnectorId[],
  signal: AbortSignal,
): Promise<Part> {
  return inRolledBack(pool, signal, async (tx) => {
    // A refresh that wants to publish waits for us, as it does for another refresh.
    await tx.query('select pg_advisory_xact_lock($1)', [PUBLISH_LOCK])
    await tx.query(`set local work_mem = '256MB'`)
    // What is still to be built is no difference.
    if (!(await areCurrent(tx))) await rebuildRollups(tx)
    const tables = await computedTables(tx)
    for (const { name, copy } of tables) await tx.query(`create temp table ${copy} on commit drop as table ${name}`)
    for (const connectorId of connectorIds) await deriveTables(tx, connectorId, await deliveredTables(tx, connectorId))
    await rebuildMarts(tx)

    const differences: Difference[] = []
    for (const table of tables) {
      const found = await compare(tx, table)
      if (found) differences.push(found)
    }
    return part({ name: 'Rollups against mirrors', checked: tables.length, differences })
  })
}

/** Every mart, and the mirror tables that are computed where the source does not deliver them. */
async function computedTables(tx: pg.PoolClient): Promise<Computed[]> {
  const derived = (['datacamp', 'skilljar'] as const)
    .flatMap(tablesOf)
    .filter((table) => table.derived)
    .map(({ schema, name }) => `${schema}.${name}`)
  const { rows } = await tx.query<{ schema: string; name: string; key: string[] }>(
    `select schemaname as schema, tablename as name,
       array(
         select attname::text from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
         where indrelid = format('%I.%I', schemaname, tablename)::regclass and indisprimary order by attnum
       ) as key
     from pg_tables
     where schemaname = 'mart' or schemaname || '.' || tablename = any($1)
     order by 1, 2`,
    [derived],
  )
  return rows.map(({ schema, name, key }) => ({
    name: `${quote(schema)}.${quote(name)}`,
    key,
    copy: quote(`seen_${schema}_${name}`),
  }))
}

async function compare(tx: pg.PoolClient, { name, key, copy }: Computed): Promise<Difference | null> {
  const sameKey = key.map((column) => `seen.${quote(column)} = anew.${quote(column)}`).join(' and ')
  const keyText = key.map((column) => `coalesce(seen.${quote(column)}, anew.${quote(column)})`).join(', ')
  const first = quote(key[0] ?? '')
  const { rows } = await tx.query<Record<'missing' | 'surplus' | 'different', number> & { samples: string[] | null }>(
    `with differing as (
       select seen.${first} is null as missing, anew.${first} is null as surplus,
         concat_ws(' ', ${keyText}) as place
       from ${copy} seen full join ${name} anew on ${sameKey}
       where seen.${first} is null or anew.${first} is null or seen is distinct from anew
     )
     select count(*) filter (where missing) as missing, count(*) filter (where surplus) as surplus,
       count(*) filter (where not missing and not surplus) as different,
       (array_agg(place order by place))[1:${SAMPLES}] as samples
     from differing`,
  )
  const [found] = rows
  const [missing, surplus, different] = [Number(found?.missing), Number(found?.surplus), Number(found?.different)]
  if (missing + surplus + different === 0) return null
  return difference({
    subject: name.replaceAll('"', ''),
    message: `computed anew, ${describeRows({ missing, surplus, different })}`,
    rows: missing + surplus + different,
    samples: found?.samples ?? [],
  })
}

export function describeRows(rows: { missing: number; surplus: number; different: number }): string {
  const told = [
    rows.missing > 0 && `${count(rows.missing, 'row')} missing`,
    rows.surplus > 0 && `${count(rows.surplus, 'row')} too many`,
    rows.different > 0 && `${count(rows.different, 'row')} different`,
  ]
  return told.filter((one) => one !== false).join(', ')
}
