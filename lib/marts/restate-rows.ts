/** Makes the rows of a mart under the keys in `pg_temp.touched_key` equal to `pg_temp.fresh`, and writes only what differs. */
import type pg from 'pg'
import { logRestated } from '@/lib/rollups/delta'
import type { Mart } from './replace-rows'

/** Leaves `pg_temp.restated`: every touched key with its fresh values and, as `old_…`, those that it had. */
export async function restateRows(tx: pg.ClientBase, mart: Mart): Promise<void> {
  const list = (names: readonly string[], prefix = '') => names.map((name) => `${prefix}"${name}"`).join(', ')
  const same = (alias: string) => mart.key.map((name) => `${alias}."${name}" = key."${name}"`).join(' and ')
  const old = mart.values.map((name) => `live."${name}" as "old_${name}"`).join(', ')

  await tx.query('drop table if exists pg_temp.restated')
  await tx.query(
    `create temp table restated on commit drop as
     select ${list(mart.key, 'key.')}, ${list(mart.values, 'fresh.')}, ${old}, live.ctid as place,
       fresh."${mart.key[0]}" is not null as stays
     from pg_temp.touched_key key
     left join pg_temp.fresh on ${same('fresh')}
     left join ${mart.table} live on ${same('live')}`,
  )
  await tx.query('analyze pg_temp.restated')
  await writeRestated(tx, mart)
}

/** Writes what `pg_temp.restated` says, which has whatever it was made from. */
export async function writeRestated(tx: pg.ClientBase, mart: Mart): Promise<void> {
  const list = (names: readonly string[], prefix = '') => names.map((name) => `${prefix}"${name}"`).join(', ')
  await tx.query(
    `delete from ${mart.table} live using pg_temp.restated where live.ctid = restated.place and not restated.stays`,
  )
  await tx.query(
    `update ${mart.table} live set (${list(mart.values)}) = row(${list(mart.values, 'restated.')})
     from pg_temp.restated
     where live.ctid = restated.place and restated.stays
       and row(${list(mart.values, 'restated.')}) is distinct from row(${list(
         mart.values.map((name) => `old_${name}`),
         'restated.',
       )})`,
  )
  await tx.query(
    `insert into ${mart.table} (${list([...mart.key, ...mart.values])})
     select ${list([...mart.key, ...mart.values])} from pg_temp.restated where place is null and stays
     order by ${list(mart.key)}`,
  )
  await logRestated(tx, mart)
}
