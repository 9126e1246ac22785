/** The one compiler: metrics × dimensions × filters × scope become one statement over the marts. */
import { sql, type RawBuilder } from 'kysely'
import { buckets, grains } from '@/lib/filters/buckets'
import { addDays, daysBetween } from '@/lib/filters/days'
import { noTeam } from '@/lib/filters/filters'
import type { Dimension } from './dimension'
import { dimensions, type DimensionName } from './dimensions'
import { factColumn, type Context, type Db, type Fact, type MetricDefinition } from './fact'
import { factOf, facts, type FactMetricName } from './names'
import { servedByRollups } from './rollups'
import { peopleBehind } from './hide-small'
import { membershipJoin, rowConditions, type Selection } from './scope-rows'

export interface Cells extends Selection {
  readonly metrics: readonly FactMetricName[]
  readonly by: readonly DimensionName[]
  /** Lay the period's days over the one that starts here, so that both have the same buckets. */
  readonly laidOver?: { readonly from: string; readonly to: string } | undefined
  /** Reads the facts themselves, to check what the rollups say. */
  readonly withoutRollups?: boolean | undefined
  /** Of rows by person alone: what one knows them by, and everybody in reach or who has a number (./directory). */
  readonly directory?: 'everybody' | 'active' | undefined
}

const id = (name: string) => sql.id(name)
const list = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts)
const and = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts, sql` and `)

/** One row per group: the keys, the values, and for some readers the people behind each value. */
export function cellsOf(db: Db, cells: Cells): RawBuilder<unknown> {
  const parts = partsOf(db, cells)
  const [only] = parts
  if (parts.length === 1 && only) return only.rows

  const mayBeNull = (name: string) =>
    cells.metrics.some(
      (metric) =>
        (definitionOf(metric).ofThings === true && name === peopleBehind(metric)) ||
        (name === metric && definitionOf(metric).ofRows !== undefined),
    )
  const none = (name: string) => sql`null::float8 as ${id(name)}`
  const columns = cells.metrics.flatMap((name) => (needsPeople(cells) ? [name, peopleBehind(name)] : [name]))
  const own = ({ names }: Part) => new Set<string>(names.flatMap((name) => [name, peopleBehind(name)]))
  // Every group comes at most once per part, and a part knows nothing of the others' metrics: max picks the one value.
  return sql`
    select ${list([
      ...cells.by.map(id),
      ...columns.map((name) =>
        mayBeNull(name) ? sql`max(${id(name)}) as ${id(name)}` : sql`coalesce(max(${id(name)}), 0) as ${id(name)}`,
      ),
    ])}
    from (${sql.join(
      parts.map((part) => {
        const names = own(part)
        return sql`select ${list([
          ...cells.by.map(id),
          ...columns.map((name) => (names.has(name) ? sql`${id(name)}::float8` : none(name))),
        ])} from (${part.rows}) as own`
      }),
      sql` union all `,
    )}) as part
    ${groupBy(cells.by.map(id))}`
}

/** Some of the metrics, with the statement that answers them: the keys, and a column for each. */
export interface Part {
  readonly names: readonly FactMetricName[]
  readonly rows: RawBuilder<unknown>
}

/** What rollups answer exactly, then by fact what is counted by people and what is counted by rows; in one where both see all rows. */
function partsOf(db: Db, cells: Cells): Part[] {
  const served = servedByRollups(cells, cells.metrics)
  const open = cells.metrics.filter((name) => !served.some(({ names }) => names.includes(name)))
  const fromFacts = (facts as readonly Fact[]).flatMap((fact) => {
    const left = open.filter((name) => Object.hasOwn(fact.metrics, name))
    const [ofRows, ofPeople] = [true, false].map((wanted) =>
      left.filter((name) => (definitionOf(name).ofRows !== undefined) === wanted),
    ) as [FactMetricName[], FactMetricName[]]
    if (ofRows.length > 0 && !perPerson(cells, ofPeople)) {
      return [{ names: left, rows: cellsOfRows(db, cells, fact, left) }]
    }
    return [
      ...(ofPeople.length > 0 ? [{ names: ofPeople, rows: cellsOfPeople(db, cells, fact, ofPeople) }] : []),
      ...(ofRows.length > 0 ? [{ names: ofRows, rows: cellsOfRows(db, cells, fact, ofRows) }] : []),
    ]
  })
  return [...served, ...fromFacts]
}

/**
 * First what each person did in each group, then over people: so people are counted without sorting them.
 * Where nobody asks about people, the first step is already the whole group.
 */
function cellsOfPeople(db: Db, cells: Cells, fact: Fact, names: readonly FactMetricName[]): RawBuilder<unknown> {
  return sql`
    select ${list([
      ...cells.by.map((name) => sql`${keyOf(name)} as ${id(name)}`),
      ...names.flatMap((name) => valuesOf(cells, definitionOf(name), name)),
    ])}
    from (
      select ${list([
        ...cells.by.map((name) => sql`${dimensionOf(name).key(dayOf(cells))} as ${keyOf(name)}`),
        ...names.flatMap((name) => ofPerson(name, definitionOf(name))),
      ])}
      ${rowsOf(db, cells, fact)}
      ${groupBy([...cells.by.map(keyOf), ...(perPerson(cells, names) ? [factColumn('person_id')] : [])])}
    ) as someone
    ${groupBy(cells.by.map(keyOf))}`
}

/** Medians and the like: over all rows of a group at once. */
function cellsOfRows(db: Db, cells: Cells, fact: Fact, names: readonly FactMetricName[]): RawBuilder<unknown> {
  const values = names.flatMap((name) => {
    const metric = definitionOf(name)
    const counted = sql`filter (where ${metric.counts(factColumn)})`
    const value = metric.ofRows
      ? sql`(${metric.ofRows(factColumn, counted)})::float8 as ${id(name)}`
      : sql`${inUnits(sql`${metric.ofPerson?.(factColumn)} ${counted}`, metric)} as ${id(name)}`
    if (!needsPeople(cells)) return [value]
    const people = metric.ofThings ? noPeople : sql`count(distinct ${factColumn('person_id')}) ${counted}`
    return [value, sql`${people} as ${id(peopleBehind(name))}`]
  })
  return sql`
    select ${list([
      ...cells.by.map((name) => sql`${keyOf(name)} as ${id(name)}`),
      ...names.flatMap((name) => (needsPeople(cells) ? [id(name), id(peopleBehind(name))] : [id(name)])),
    ])}
    from (
      select ${list([...cells.by.map((name) => sql`${dimensionOf(name).key(dayOf(cells))} as ${keyOf(name)}`), ...values])}
      ${rowsOf(db, cells, fact)}
      ${groupBy(cells.by.map(keyOf))}
    ) as something`
}

/** The fact's rows that the question is about, with what its dimensions are read from, and `further` joins. */
export function rowsOf(
  db: Db,
  cells: Cells,
  fact: Fact,
  further: readonly RawBuilder<unknown>[] = [],
): RawBuilder<unknown> {
  const byTeam = cells.by.includes('team')
  const joins = cells.by.flatMap((name) => dimensionOf(name).beside ?? [])
  return sql`
    from (${fact.rows(db, contextOf(cells))}) as fact
    ${byTeam ? membershipJoin(cells) : sql``}
    ${sql.join(
      [
        ...joins.map(
          ({ alias, rows, matches }) =>
            sql`left join ${rows} as ${id(alias)} on ${sql.ref(`${alias}.match`)} = ${matches(fact)}`,
        ),
        ...further,
      ],
      sql` `,
    )}
    where ${and(rowConditions(fact, cells, byTeam))}`
}

/** For facts' rows; analyses read the same. */
export function contextOf(selection: Selection & Partial<Pick<Cells, 'by' | 'laidOver'>>): Context {
  const { period, filters, asOf, today, person } = selection
  const starts = () => startsOf(selection)
  const { windowDays, archived } = filters
  const teams = teamsAsked(selection)
  return { from: period.from, to: period.to, windowDays, archived, starts, asOf, today, person, teams }
}

/** Undefined: people in no team are asked about as well. */
function teamsAsked({ filters: { team }, scope: { people } }: Selection): readonly number[] | undefined {
  if (people !== 'all') return people.teams
  return team.length === 0 || team.includes(noTeam) ? undefined : team
}

/** Of the buckets as they lie over the period that is compared. */
function startsOf({ period, by = [], laidOver = period }: Parameters<typeof contextOf>[0]): string[] {
  const asked = grains.filter((grain) => by.includes(grain))
  if (asked.length === 0) return [period.from]
  const shift = daysBetween(laidOver.from, period.from)
  return [...new Set(asked.flatMap((grain) => buckets(laidOver, grain).map(({ from }) => addDays(from, shift))))]
}

/** A name that no column of a fact has, so that grouping by it means the key and not a column. */
export const keyOf = (name: DimensionName) => id(`${name}_key`)
const took = (name: string) => id(`${name}_counts`)

/** Behind numbers of things: unknown is neither few nor many, so that nothing is hidden. */
const noPeople = sql`null::bigint`

function ofPerson(name: string, metric: MetricDefinition<unknown>): RawBuilder<unknown>[] {
  const counts = metric.counts(factColumn)
  const hasRows = sql`coalesce(bool_or(${counts}), false) as ${took(name)}`
  return metric.ofPerson === undefined
    ? [hasRows]
    : [hasRows, sql`${metric.ofPerson(factColumn)} filter (where ${counts}) as ${id(name)}`]
}

function valuesOf(cells: Cells, metric: MetricDefinition<unknown>, name: string): RawBuilder<unknown>[] {
  const value = sql`${valueOf(name, metric)} as ${id(name)}`
  if (!needsPeople(cells)) return [value]
  const people = metric.ofThings ? noPeople : sql`count(*) filter (where ${took(name)})`
  return [value, sql`${people} as ${id(peopleBehind(name))}`]
}

/** Integers are summed first and divided once, as numeric; hours keep six decimals. */
function valueOf(name: string, metric: MetricDefinition<unknown>): RawBuilder<unknown> {
  if (metric.ofPerson === undefined) return sql`(count(*) filter (where ${took(name)}))::float8`
  return inUnits(sql`sum(${id(name)})`, metric)
}

function inUnits(sum: RawBuilder<unknown>, { dividedBy }: MetricDefinition<unknown>): RawBuilder<unknown> {
  return sql`coalesce(${dividedBy === undefined ? sum : sql`round(${sum} / ${dividedBy}::numeric, 6)`}, 0)::float8`
}

/** Days of a comparison period move onto the current one; a day that has no counterpart joins the last one. */
export function dayOf({ laidOver, period }: Cells): RawBuilder<unknown> {
  if (laidOver === undefined) return factColumn('day')
  const days = daysBetween(period.from, laidOver.from)
  return sql`least(${factColumn('day')} + ${days}::int, ${laidOver.to}::date)`
}

/** Whether people are told apart: to count each once, or to know how few there are. */
function perPerson(cells: Cells, names: readonly FactMetricName[]): boolean {
  return needsPeople(cells) || names.some((name) => !definitionOf(name).additive)
}

export function needsPeople({ scope }: Selection): boolean {
  return scope.minimumCell > 1
}

function groupBy(keys: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return keys.length === 0 ? sql`` : sql`group by ${list(keys)}`
}

export function definitionOf(name: FactMetricName): MetricDefinition<unknown> {
  return factOf(name).metrics[name] as MetricDefinition<unknown>
}

export function dimensionOf(name: DimensionName): Dimension {
  return dimensions[name]
}
