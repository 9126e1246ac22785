/** For readers of aggregates: cells that too few people stand behind, and cells that would give these away. */
import { sql, type RawBuilder } from 'kysely'

export interface Hideable {
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  readonly scope: { readonly minimumCell: number }
  /** Of the metrics, those that are the sum of others among them: one part alone could be taken from its whole. */
  readonly wholes?: Readonly<Record<string, readonly string[]>>
  /** The rows have a column for each metric that says whether other questions would give its value away. */
  readonly heldAgainstOthers?: boolean
}

/** The column that counts the people behind a metric; only there for readers with a minimum. */
export const peopleBehind = (name: string) => `people_behind_${name}`
/** The column that says whether a value hides few people of another question's value. */
export const givesAway = (name: string) => `${name}_gives_away`

const id = (name: string) => sql.id(name)
const list = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts)
const hidden = (name: string) => id(`${name}_is_hidden`)
const placeOf = (dimension: string) => id(`place_of_${dimension}`)

/** What one round hides may stand alone in a line across it; alike companions settle that in a second one. */
const ROUNDS = 2

/**
 * A value with fewer people behind it than the minimum is null. Whoever knows the same answer grouped by one dimension less could
 * take the seen cells of a line from its total: where one hidden cell stands alone in a line, or the hidden ones of a line are
 * too few people together, a seen one goes as well, and it is the line's cell of the smallest group, so that neighbouring lines
 * choose alike. What answers under other filters would give away is hidden likewise (./given-away).
 */
export function hideSmall(
  rows: RawBuilder<unknown>,
  { metrics, by, scope, wholes = {}, heldAgainstOthers = false }: Hideable,
): RawBuilder<unknown> {
  const minimum = sql`${scope.minimumCell}::int`
  const small = metrics.map((name) => {
    const people = id(peopleBehind(name))
    const isSmall = sql`coalesce(${people} < ${minimum} and (${people} > 0 or ${id(name)} <> 0), false)`
    const isGiven = sql`or (coalesce(${people}, 0) > 0 and ${id(givesAway(name))})`
    return heldAgainstOthers ? sql`(${isSmall} ${isGiven}) as ${hidden(name)}` : sql`${isSmall} as ${hidden(name)}`
  })
  const everybody = sql.join(
    metrics.map((name) => sql`coalesce(${id(peopleBehind(name))}, 0)`),
    sql` + `,
  )
  const sizes = by.map((name) => sql`sum(${everybody}) over (partition by ${id(name)}) as ${id(`size_of_${name}`)}`)
  const places = by.map(
    (name) => sql`dense_rank() over (order by ${id(`size_of_${name}`)}, ${id(name)}) as ${placeOf(name)}`,
  )

  let judged = sql`select ${list([sql`*`, ...small, ...sizes])} from (${rows}) as groups`
  if (by.length > 0) judged = sql`select ${list([sql`*`, ...places])} from (${judged}) as sized`
  const passes = Array.from({ length: by.length > 1 ? ROUNDS : 1 }, () => by).flat()
  const hideAlong = (rows: RawBuilder<unknown>) =>
    passes.reduce((before, across) => hideCompanions(before, { metrics, by, minimum, across }), rows)
  judged = hideAlong(judged)
  if (Object.keys(wholes).length > 0) judged = hideAlong(hideWholes(judged, { metrics, by, minimum, wholes }))

  const values = metrics.map((name) => sql`case when not ${hidden(name)} then ${id(name)} end as ${id(name)}`)
  return sql`
    select ${list([...by.map(id), ...values])}, ${sql.join(metrics.map(hidden), sql` or `)} as suppressed
    from (${judged}) as decided`
}

/** Within a row: a whole goes where its one hidden part, or hidden parts of too few people, would be what is left of it. */
function hideWholes(
  judged: RawBuilder<unknown>,
  { metrics, by, minimum, wholes }: Omit<Pass, 'across'> & Required<Pick<Hideable, 'wholes'>>,
): RawBuilder<unknown> {
  const kept = [...by.map(id), ...by.map(placeOf), ...metrics.flatMap((name) => [id(name), id(peopleBehind(name))])]
  const decided = metrics.map((name) => {
    const parts = wholes[name] ?? []
    if (parts.length === 0) return hidden(name)
    const gone = sql.join(
      parts.map((part) => sql`${hidden(part)}::int`),
      sql` + `,
    )
    const behind = sql.join(
      parts.map((part) => sql`case when ${hidden(part)} then coalesce(${id(peopleBehind(part))}, 0) else 0 end`),
      sql` + `,
    )
    return sql`(${hidden(name)} or ${gone} = 1 or ${gone} > 0 and ${behind} < ${minimum}) as ${hidden(name)}`
  })
  return sql`select ${list([...kept, ...decided])} from (${judged}) as parted`
}

interface Pass {
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  readonly minimum: RawBuilder<unknown>
  /** The dimension along which the lines run: their cells differ in it alone. */
  readonly across: string
}

function hideCompanions(judged: RawBuilder<unknown>, { metrics, by, minimum, across }: Pass): RawBuilder<unknown> {
  const others = by.filter((name) => name !== across).map(id)
  const line = others.length === 0 ? sql`over ()` : sql`over (partition by ${list(others)})`
  const kept = [...by.map(id), ...by.map(placeOf), ...metrics.flatMap((name) => [id(name), id(peopleBehind(name))])]
  const decided = metrics.map((name) => {
    const people = id(peopleBehind(name))
    const seen = sql`(not ${hidden(name)} and coalesce(${people}, 0) > 0)`
    const first = sql`min(${placeOf(across)}) filter (where ${seen}) ${line}`
    const givesAway = sql`(count(*) filter (where ${hidden(name)}) ${line} = 1
      or sum(${people}) filter (where ${hidden(name)}) ${line} < ${minimum})`
    return sql`coalesce(${hidden(name)} or (${seen} and ${placeOf(across)} = ${first} and ${givesAway}), false) as ${hidden(name)}`
  })
  return sql`select ${list([...kept, ...decided])} from (${judged}) as before`
}
