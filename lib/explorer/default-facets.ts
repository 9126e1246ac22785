/** The columns whose values are worth counting before anybody asks: states and kinds, then when it happened. */
import type { Column, Table } from '@/lib/catalogue/types'

/** Counted at once. */
export const MOST_FACETS = 12
const MOST = 4
const says =
  /(^|_)(status|state|type|kind|source|technology|topic|channel|language|difficulty|role|category|schema|outcome|reason|visibility|currency|country)(_|$)/

export function defaultFacets(table: Table, filtered: readonly string[]): readonly string[] {
  const speaks = ({ kind, name, pii, references }: Column) =>
    kind === 'boolean' || (kind === 'text' && says.test(name) && !pii && !references && !table.key.includes(name))
  const inTime = table.columns.filter(({ kind }) => kind === 'date' || kind === 'timestamp').slice(0, 1)
  const wanted = [...table.columns.filter(speaks).slice(0, MOST - 1), ...inTime].map(({ name }) => name)
  const asked = filtered.filter((name) => !wanted.includes(name))
  return [...new Set([...asked, ...wanted])].slice(0, Math.max(MOST, asked.length))
}
