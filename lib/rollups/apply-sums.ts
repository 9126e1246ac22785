/** Brings the rollups of sums up to the parts in pg_temp: all of them, or what they say has changed. */
import type pg from 'pg'
import { restoreIndexes } from '@/lib/db/deferred-indexes'
import { replaceRows } from '@/lib/marts/replace-rows'
import { setBased } from '@/lib/marts/set-based'
import { amounts, amountValues, type Amount } from './measures'
import { makeTemporary } from './people/temporary-table'
import { partFrom, parts, sumRollups, sumsOf, type SumRollup } from './sums'

const list = (names: readonly string[], prefix = '') => names.map((name) => `${prefix}${name}`).join(', ')

const isAmount = (name: string): name is Amount => amounts.some((amount) => amount === name)

/** In the order of a rollup's values. */
const valuesOf = ({ sums }: SumRollup, sum: (name: string) => string) =>
  sums.flatMap((name) => (isAmount(name) ? amountValues(`(${sum(name)})`) : [`(${sum(name)})::int`]))

const countsOf = ({ sums }: SumRollup) => sums.filter((name) => !isAmount(name))

/** After makeParts. */
export async function replaceSums(tx: pg.ClientBase): Promise<void> {
  await makeFurtherParts(tx)
  for (const rollup of sumRollups) {
    const total = valuesOf(rollup, (name) => `total.${name}`).map(
      (value, index) => `${value} as ${rollup.values[index]}`,
    )
    const rows = `select ${list([...rollup.key, ...total])} from (${sumsOf(rollup)}) total order by ${list(rollup.key)}`
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
  await tx.query(`drop table ${list([...Object.keys(parts), 'learner_part'], 'pg_temp.')}`)
}

/** One look-up per row: what differs is added, what is new comes, and what counts nothing any more goes. */
async function addTo(tx: pg.ClientBase, rollup: SumRollup): Promise<boolean> {
  const { table, key, values } = rollup
  const counts = countsOf(rollup)
  const difference = (name: string) => `difference.${name}`
  const now = (name: string) =>
    `live.${name}${isAmount(name) ? ` + coalesce(live.${name}_rest, 0)` : ''} + ${difference(name)}`
  const isEmpty = (sum: (name: string) => string) => counts.map((name) => `${sum(name)} = 0`).join(' and ')
  const { rows } = await tx.query<{ fits: boolean }>(
    `with merged as (
       merge into ${table} live
       using (select * from (${sumsOf(rollup)}) unsorted order by ${list(key)}) difference
       on ${key.map((name) => `live.${name} = difference.${name}`).join(' and ')}
       when matched and ${isEmpty(now)} then delete
       when matched then update set (${list(values)}) = row(${list(valuesOf(rollup, now))})
       when not matched and not (${isEmpty(difference)}) then
         insert (${list([...key, ...values])}) values (${list([...key.map(difference), ...valuesOf(rollup, difference)])})
       returning least(${list(counts, 'live.')}) as fewest
     )
     select coalesce(min(fewest), 0) >= 0 as fits from merged`,
  )
  return rows[0]?.fits ?? false
}
