/**
 * Keyset pages over any order. The rows beyond a position fall into a few disjoint stretches that follow one another;
 * each is a plain row comparison or a null test, which an index on the sort column can start from (the usual chain of
 * ORs reads every row before the position). Reading stretch after stretch until the page is full gives the order.
 */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { SortKey } from './table-sort'
import { cell, typed } from './typed-value'

/** forward: rows after the position, in order; backward: rows before it, nearest first. */
export type Scan = 'forward' | 'backward'

export interface Stretch {
  readonly where: readonly RawBuilder<SqlBool>[]
  readonly order: RawBuilder<unknown>
}

/** `position`: the sort values of a row, as text; null: from the very start (forward) or end (backward). */
export function stretches(
  keys: readonly SortKey[],
  position: readonly (string | null)[] | null,
  scan: Scan,
): Stretch[] {
  if (position === null) return wholeTable(keys, scan)
  return runs(keys, position)
    .toReversed()
    .flatMap((run) => stretchesOfRun(keys, position, run, scan))
}

function wholeTable(keys: readonly SortKey[], scan: Scan): Stretch[] {
  const [first] = keys
  if (first === undefined || first.required) return [{ where: [], order: order(keys, scan) }]
  const filled = { where: [isNotNull(first)], order: order([{ ...first, required: true }, ...keys.slice(1)], scan) }
  const empty = { where: [isNull(first)], order: order(keys.slice(1), scan) }
  return scan === 'forward' ? [filled, empty] : [empty, filled]
}

interface Run {
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

/**
 * Neighbouring keys that one row comparison covers: same direction, and none but the first may be null, since rows with
 * a null inside the comparison would have to come between its results.
 */
function runs(keys: readonly SortKey[], position: readonly (string | null)[]): Run[] {
  const found: Run[] = []
  for (const [index, key] of keys.entries()) {
    const last = found.at(-1)
    const before = keys[index - 1]
    const joins = key.required && before?.direction === key.direction && position[last?.from ?? 0] !== null
    if (last && joins) found[found.length - 1] = { from: last.from, to: index + 1 }
    else found.push({ from: index, to: index + 1 })
  }
  return found
}

function stretchesOfRun(
  keys: readonly SortKey[],
  position: readonly (string | null)[],
  { from, to }: Run,
  scan: Scan,
): Stretch[] {
  const same = keys.slice(0, from).map((key, index) => isSame(key, position[index] ?? null))
  const [first, ...others] = keys.slice(from)
  if (first === undefined) return []

  const filledOrder = order([{ ...first, required: true }, ...others], scan)
  if (position[from] === null) {
    // Nulls end the order: nothing follows them but deeper keys, and everything else lies before them.
    return scan === 'forward' ? [] : [{ where: [...same, isNotNull(first)], order: filledOrder }]
  }
  const names = sql.join(keys.slice(from, to).map(cell))
  const values = sql.join(keys.slice(from, to).map(({ kind }, index) => typed(kind, position[from + index] ?? '')))
  const operator = (first.direction === 'asc') === (scan === 'forward') ? sql`>` : sql`<`
  const beyond = { where: [...same, sql<SqlBool>`(${names}) ${operator} (${values})`], order: filledOrder }
  const hasNulls = !first.required && scan === 'forward'
  return hasNulls ? [beyond, { where: [...same, isNull(first)], order: order(others, scan) }] : [beyond]
}

/** NULLS is left out where there are none, so that a plain index serves in both directions. */
function order(keys: readonly SortKey[], scan: Scan): RawBuilder<unknown> {
  const terms = keys.map((key) => {
    const { direction, required } = key
    const ascending = (direction === 'asc') === (scan === 'forward')
    const way = ascending ? sql`asc` : sql`desc`
    const nulls = required ? sql`` : scan === 'forward' ? sql` nulls last` : sql` nulls first`
    return sql`${cell(key)} ${way}${nulls}`
  })
  return terms.length > 0 ? sql`order by ${sql.join(terms)}` : sql``
}

const isNull = ({ name }: SortKey) => sql<SqlBool>`${sql.id(name)} is null`
const isNotNull = ({ name }: SortKey) => sql<SqlBool>`${sql.id(name)} is not null`
const isSame = (key: SortKey, value: string | null) =>
  value === null ? isNull(key) : sql<SqlBool>`${cell(key)} = ${typed(key.kind, value)}`
