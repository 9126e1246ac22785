/**
 * For readers of aggregates: values that another question would make the value of few people. Whoever knows the same cell under
 * fewer filters, or under fewer values of one, could take one from the other.
 */
import { sql, type RawBuilder } from 'kysely'
import { noTeam, notSet } from '@/lib/filters/filters'
import { cellsOf, dayOf, definitionOf, dimensionOf, keyOf, rowsOf, type Cells } from './compile'
import { factColumn, type Db, type Fact } from './fact'
import { givesAway, peopleBehind } from './hide-small'
import { facts, factOf, type FactMetricName } from './names'
import { conditionsOfContent } from './scope-rows'
import { singleFilters, withoutFilters, type SingleFilter } from './single-filters'
import { teamDays } from './team-days'

const id = (name: string) => sql.id(name)
const list = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts)
const either = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts, sql` or `)

/** More at once have more ways to leave some out than one number has bits: nothing is shown under them. */
const MOST_FILTERS = 5

interface Part {
  readonly names: readonly FactMetricName[]
  /** The keys, and for each name whether its value is given away. */
  readonly rows: RawBuilder<unknown>
}

/** The cells, each value with a column that says whether others would give away what few people stand behind. */
export function cellsHeldAgainst(db: Db, cells: Cells): RawBuilder<unknown> {
  const values = cells.metrics.flatMap((name) => [name, peopleBehind(name)])
  const parts = [...leftOut(db, cells), ...withinLists(db, cells)]
  const given = parts.map(
    ({ names, rows }) => sql`
    select ${list([
      ...cells.by.map(id),
      ...values.map(() => sql`null`),
      ...cells.metrics.map((name) => (names.includes(name) ? id(givesAway(name)) : sql`null`)),
      sql`false`,
    ])} from (${rows}) as given`,
  )
  const own = sql`
    select ${list([
      ...cells.by.map(id),
      ...values.map(id),
      ...cells.metrics.map((name) => sql`false as ${id(givesAway(name))}`),
      sql`true as is_cell`,
    ])} from (${cellsOf(db, cells)}) as own`
  return sql`
    select ${list([
      ...cells.by.map(id),
      ...values.map((name) => sql`max(${id(name)}) as ${id(name)}`),
      ...cells.metrics.map((name) => sql`coalesce(bool_or(${id(givesAway(name))}), false) as ${id(givesAway(name))}`),
    ])}
    from (${sql.join([own, ...given], sql` union all `)}) as held
    ${groupBy(cells.by.map(id))} having bool_or(is_cell)`
}

/** Whether few people stand behind what some of the filters, or all of them, leave out of the cell. */
function leftOut(db: Db, cells: Cells): Part[] {
  const bare = { ...cells, filters: withoutFilters(cells.filters), withoutRollups: true }
  const inTeams = cells.filters.team.length > 0 ? [teamDays(cells)] : []
  return (facts as readonly Fact[]).flatMap((fact) => {
    const names = ofPeople(cells.metrics.filter((name) => factOf(name) === fact))
    if (names.length === 0) return []
    const conditions = [...conditionsOfContent(fact, cells.filters), ...inTeams.map(({ holds }) => holds)]
    if (conditions.length === 0) return []
    const rows = rowsOf(
      db,
      bare,
      fact,
      inTeams.map(({ join }) => join),
    )
    return [{ names, rows: leftOutOf(bare, names, conditions, rows) }]
  })
}

/**
 * A row's place says which filters leave it out, as bits: 0 is inside. A person's places in a cell are bits again. Where only
 * filters among some are dropped, the rows of those places come in that no other filter leaves out.
 */
function leftOutOf(
  cells: Cells,
  names: readonly FactMetricName[],
  conditions: readonly RawBuilder<boolean>[],
  rows: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const few = (people: RawBuilder<unknown>) =>
    sql`count(*) filter (where ${people}) between 1 and ${cells.scope.minimumCell}::int - 1`
  const waysToDrop = Array.from({ length: 2 ** Math.min(conditions.length, MOST_FILTERS) - 1 }, (_, way) => way + 1)
  const isGiven = (name: FactMetricName) => {
    if (conditions.length > MOST_FILTERS) return sql`true`
    const places = id(name)
    return either(
      waysToDrop.flatMap((way) => {
        const comesIn = sql`${places} & ${placesOf(way)}::bigint <> 0`
        const isNew = sql`${places} & 1 = 0 and ${comesIn}`
        return isOfPeople(name) ? [few(comesIn), few(isNew)] : [few(comesIn)]
      }),
    )
  }
  const place = sql.join(
    conditions.slice(0, MOST_FILTERS).map((holds, bit) => sql`case when ${holds} then 0 else ${2 ** bit}::int end`),
    sql` + `,
  )
  const keys = cells.by.map(keyOf)
  return sql`
    select ${list([
      ...cells.by.map((name) => sql`${keyOf(name)} as ${id(name)}`),
      ...names.map((name) => sql`(${isGiven(name)}) as ${id(givesAway(name))}`),
    ])}
    from (
      select ${list([
        ...keys,
        ...names.map(
          (name) => sql`coalesce(bit_or(1::bigint << place_key) filter (where ${id(name)}), 0) as ${id(name)}`,
        ),
      ])}
      from (
        select ${list([
          ...cells.by.map((name) => sql`${dimensionOf(name).key(dayOf(cells))} as ${keyOf(name)}`),
          sql`${factColumn('person_id')} as someone_key`,
          sql`${place} as place_key`,
          ...names.map((name) => sql`bool_or(${definitionOf(name).counts(factColumn)}) as ${id(name)}`),
        ])}
        ${rows}
        group by ${list([...keys, id('someone_key'), id('place_key')])}
      ) as placed
      group by ${list([...keys, id('someone_key')])}
    ) as people
    ${groupBy(keys)}`
}

/** All places that only filters of this way leave out, one at least. */
function placesOf(way: number): number {
  let places = 0
  for (let place = 1; place <= way; place++) if ((place & ~way) === 0) places += 2 ** place
  return places
}

/** Whether few people stand behind one of the values that a filter lists: the list without it is another question. */
function withinLists(db: Db, cells: Cells): Part[] {
  const names = ofPeople(cells.metrics)
  const lists = singleFilters(cells.filters).filter(
    ({ dimension, values }) => values.length > 1 && !cells.by.includes(dimension),
  )
  if (names.length === 0) return []
  return lists.map((filter) => {
    const each = cellsOf(db, { ...cells, metrics: names, by: [...cells.by, filter.dimension] })
    const few = (name: string) =>
      sql`coalesce(bool_or(${id(peopleBehind(name))} between 1 and ${cells.scope.minimumCell}::int - 1), false)`
    return {
      names,
      rows: sql`
        select ${list([...cells.by.map(id), ...names.map((name) => sql`${few(name)} as ${id(givesAway(name))}`)])}
        from (${each}) as each where ${isAmong(filter)} ${groupBy(cells.by.map(id))}`,
    }
  })
}

/** Of finished groups: those that a filter lists. */
export function isAmong({ dimension, values }: SingleFilter): RawBuilder<boolean> {
  const none = dimension === 'team' ? String(noTeam) : notSet
  return sql`coalesce(${id(dimension)}::text, ${none}) = any(${values}::text[])`
}

/** Behind numbers of things stands nobody. */
const ofPeople = (names: readonly FactMetricName[]) => names.filter((name) => !definitionOf(name).ofThings)

/** Of those who come in, some may have been there before: then fewer come to the number than stand behind what comes in. */
function isOfPeople(name: FactMetricName): boolean {
  const { ofPerson, ofRows } = definitionOf(name)
  return ofPerson === undefined && ofRows === undefined
}

function groupBy(keys: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return keys.length === 0 ? sql`` : sql`group by ${list(keys)}`
}
