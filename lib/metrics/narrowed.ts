/** Narrowing by dimensions that are no columns of every fact: topic, content, domain and the like. */
import { sql, type RawBuilder } from 'kysely'
import { notSet, type Filters, type Narrowing, type Where } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import type { Dimension } from './dimension'
import { dimensions } from './dimensions'
import { isFactDimension } from './fact-dimensions'
import { factColumn, type Fact } from './fact'

export const isNarrowed = ({ where }: Filters): boolean => Object.keys(where).length > 0

/** A condition per dimension; "Not set" stands for rows without a key. */
export function narrowed(fact: Fact, where: Where): RawBuilder<boolean>[] {
  // Safe: these are the names that a Where can have.
  return (Object.entries(where) as [Narrowing, readonly string[]][]).map(([name, values]) => {
    refuseForeign(fact, name)
    const { key, beside, foundBy }: Dimension = dimensions[name]
    const isAmong = sql<boolean>`coalesce((${key(factColumn('day'))})::text, ${notSet}) = any(${values}::text[])`
    const among = foundBy && !values.includes(notSet) ? sql<boolean>`${foundBy(values)} and ${isAmong}` : isAmong
    if (beside === undefined) return among
    const found = (condition: RawBuilder<unknown>) =>
      sql<boolean>`coalesce(${beside.matches(fact)} in (
        select ${sql.ref(`${beside.alias}.match`)} from ${beside.rows} as ${sql.id(beside.alias)} where ${condition}), false)`
    return values.includes(notSet) ? sql`(${found(among)} or not ${found(sql`true`)})` : found(among)
  })
}

/** What a fact knows nothing of would leave nothing, or everything. */
function refuseForeign({ name: of, dimensions: own = [] }: Fact, name: Narrowing): void {
  if (!isFactDimension(name) || own.includes(name)) return
  throw new InvalidFilter(name, `${name}: ${of} cannot be narrowed by it. Leave it out, or ask for other numbers.`)
}
