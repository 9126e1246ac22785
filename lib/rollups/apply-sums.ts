/** Brings the rollups of sums up to the parts in pg_temp: all of them, or what they say has changed. */
import type pg from 'pg'
import { restoreIndexes } from '@/lib/db/deferred-indexes'
import { replaceRows } from '@/lib/marts/replace-rows'
import { setBased } from '@/lib/marts/set-based'
import { amountColumns, amounts } from './measures'
import { makeTemporary } from './people/temporary-table'
import { partFrom, parts, sumRollups, sumsOf, type SumRollup } from './sums'

const list = (names: readonly string[], prefix = '') => names.map((name) => `${prefix}${name}`).join(', ')

const measures = ({ sums }: SumRollup, rows: string) =>
  sums
    .map((name) => {
      const amount = amounts.find((candidate) => candidate === name)
      return amount === undefined ? `${rows}.${name}::int as ${name}` : amountColumns(amount, `${rows}.${name}`)
    })
    .join(', ')

const countsOf = ({ sums }: SumRollup) => sums.filter((name) => !amounts.some((amount) => amount === name))

/** After makeParts. */
export async function replaceSums(tx: pg.ClientBase): Promise<void> {
  await makeFurtherParts(tx)
  for (const rollup of sumRollups) {
    const rows = `select ${list(rollup.key)}, ${measures(rollup, 'total')} from (${sumsOf(rollup)}) total order by ${list(rollup.key)}`
    await replaceRows(tx, rollup, { text: 'true' }, { text: rows, isSorted: true })
    await restoreIndexes(tx, rollup.table)
    await tx.query(`analyze ${rollup.table}`)
  }
  await dropParts(tx)
}

/** False where the differences do not fit what is there, so that everything has to be built anew. */
export async function addToSums(tx: pg.ClientBase): Promise<boolean> {
  await makeFurtherParts(tx)
  for (const rollup of sumRollups) if (!(await addTo(tx, rollup))) return false
  await dropParts(tx)
  return true
}

async function makeFurtherParts(tx: pg.ClientBase): Promise<void> {
  for (const [name, part] of Object.entries(parts)) {
    if ('from' in part) await setBased(tx, () => makeTemporary(tx, name, partFrom(part.from, part.key)))
  }
}

async function dropParts(tx: pg.ClientBase): Promise<void> {
  await tx.query(`drop table ${list(Object.keys(parts), 'pg_temp.')}`)
}

async function addTo(tx: pg.ClientBase, rollup: SumRollup): Promise<boolean> {
  const { table, key, values } = rollup
  const counts = countsOf(rollup)
  const exact = (name: string) =>
    `coalesce(live.${name} + coalesce(live.${name}_rest, 0), 0) + difference.${name} as ${name}`
  await makeTemporary(tx, 'sum_difference', sumsOf(rollup))
  await makeTemporary(
    tx,
    'sum_total',
    `select place, ${list(key)}, ${measures(rollup, 'total')}
     from (
       select live.ctid as place, ${list(key, 'difference.')}, ${amounts.map(exact).join(', ')},
         ${counts.map((name) => `coalesce(live.${name}, 0) + difference.${name} as ${name}`).join(', ')}
       from pg_temp.sum_difference difference
       left join ${table} live on ${key.map((name) => `live.${name} = difference.${name}`).join(' and ')}
     ) total`,
  )
  const { rows } = await tx.query<{ fits: boolean }>(
    `select not exists (select from pg_temp.sum_total where least(${list(counts)}) < 0) as fits`,
  )
  if (!rows[0]?.fits) return false

  const isEmpty = `greatest(${list(counts, 'total.')}) = 0`
  await tx.query(`delete from ${table} live using pg_temp.sum_total total where live.ctid = total.place and ${isEmpty}`)
  await tx.query(
    `update ${table} live set (${list(values)}) = row(${list(values, 'total.')})
     from pg_temp.sum_total total where live.ctid = total.place and not ${isEmpty}`,
  )
  await tx.query(
    `insert into ${table} (${list([...key, ...values])})
     select ${list([...key, ...values])} from pg_temp.sum_total total
     where place is null and not ${isEmpty} order by ${list(key)}`,
  )
  await tx.query('drop table pg_temp.sum_difference, pg_temp.sum_total')
  return true
}
