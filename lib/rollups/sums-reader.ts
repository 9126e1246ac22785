/** Sums of learning time, XP, enrolments, starts and completions, from the rollups of sums. */
import { sql, type RawBuilder } from 'kysely'
import type { Cells } from '@/lib/metrics/compile'
import { dimensions, type DimensionName } from '@/lib/metrics/dimensions'
import { addDays } from '@/lib/filters/days'
import { choose, type Choice, type Whose } from './choose'
import type { RollupReader } from './readers'
import type { Segment } from './segments'
import { hasRows, isSumMetric, measuresOf, valueOfGroup, valueOfRow, type SumMetricName } from './sum-metrics'
import { isForTeamWeek, learnersOf, rowsOf } from './sum-sources'

const id = (name: string) => sql.id(name)
const day = sql.ref('fact.day')
const LEARNERS = 'learners'

export const sumsReader: RollupReader = {
  answers(cells, asked) {
    const choice = choose(cells)
    if (choice === undefined) return []
    return asked.filter((name) => isSumMetric(name) && (name !== 'active_learners' || knowsLearners(cells, choice)))
  },
  rows(cells, names) {
    const choice = choose(cells)
    if (choice === undefined) throw new Error('The rollups of sums were asked what they do not know.')
    return statementOf(cells, choice, names.filter(isSumMetric))
  },
}

function statementOf(cells: Cells, choice: Choice, names: readonly SumMetricName[]): RawBuilder<unknown> {
  const measures = measuresOf(names)
  // Weeks and the days around them are different groups then, so that rows which are groups already need no grouping.
  const ready = choice.segments.filter((segment) => isOneRowPerGroup(cells, choice, segment, measures))
  const others = choice.segments.filter((segment) => !ready.includes(segment))
  const parts = ready.map((segment) => rowsAsGroups(cells, choice, segment, names))
  if (others.length > 0) parts.push(groups(cells, choice, others, names))
  return sql.join(parts, sql` union all `)
}

/** team_week is by team, week and technology: one row is one group where all three tell groups apart. */
function isOneRowPerGroup(cells: Cells, { whose }: Choice, segment: Segment, measures: readonly string[]): boolean {
  return isApart(cells, whose) && isForTeamWeek(cells, whose, segment, measures)
}

function isApart({ by, filters }: Cells, whose: Whose): boolean {
  const isOneTeam = whose.of === 'teams' && whose.teams !== 'all' && whose.teams.length === 1
  const isOneTechnology = filters.technology.length === 1
  return by.includes('week') && (by.includes('technology') || isOneTechnology) && (by.includes('team') || isOneTeam)
}

/** People do not add up: they are known for rows of team_week as they are, and are counted from the facts around them. */
function knowsLearners(cells: Cells, { whose, shift }: Choice): boolean {
  const { by, filters, period, laidOver } = cells
  // Days of a longer comparison period would join the people of the last week.
  const fits = laidOver === undefined || addDays(period.to, shift ?? 0) <= laidOver.to
  const ofOthers = by.some((name) => name !== 'week' && name !== 'technology' && name !== 'team')
  return isApart(cells, whose) && fits && !ofOthers && filters.source.length + filters.contentType.length === 0
}

/** Every row of team_week has activity behind it, so that all of its groups show. */
function rowsAsGroups(
  cells: Cells,
  { whose, shift }: Choice,
  segment: Segment,
  names: readonly SumMetricName[],
): RawBuilder<unknown> {
  const keys = cells.by.map((name) => {
    const key = name === 'week' ? moved(shift) : keyOf(cells, name, shift)
    return sql`${key} as ${id(name)}`
  })
  return sql`
    select ${sql.join([...keys, ...names.map((name) => sql`${valueOfRow(name)} as ${id(name)}`)])}
    from ${rowsOf(cells, whose, segment, measuresOf(names))}`
}

function groups(
  cells: Cells,
  { whose, shift }: Choice,
  segments: readonly Segment[],
  names: readonly SumMetricName[],
): RawBuilder<unknown> {
  const measures = measuresOf(names)
  const sums = measures.filter((name) => name !== LEARNERS)
  const keys = cells.by.map((name) => sql`${keyOf(cells, name, shift)} as ${id(keyName(name))}`)
  const rows = segments.map(
    (segment) => sql`
      select ${sql.join([...keys, ...measures.map((name) => (sums.includes(name) ? sql.ref(`fact.${name}`) : sql`0 as ${id(name)}`))])}
      from ${rowsOf(cells, whose, segment, sums)}
      where ${hasRows(names)}`,
  )
  if (sums.length < measures.length)
    rows.push(...segments.map((segment) => learners(cells, { whose, shift }, segment, measures)))
  return sql`
    select ${sql.join([
      ...cells.by.map((name) => sql`${id(keyName(name))} as ${id(name)}`),
      ...names.map((name) => sql`${valueOfGroup(name)} as ${id(name)}`),
    ])}
    from (${sql.join(rows, sql` union all `)}) as fact
    ${cells.by.length === 0 ? sql`` : sql`group by ${sql.join(cells.by.map((name) => id(keyName(name))))}`}`
}

/** Each person once per group; the row has nothing else. */
function learners(
  cells: Cells,
  { whose, shift }: Pick<Choice, 'whose' | 'shift'>,
  segment: Segment,
  measures: readonly string[],
): RawBuilder<unknown> {
  const teams = whose.of === 'teams' ? whose.teams : 'all'
  const keys = cells.by.map((name) => sql`${keyOf(cells, name, shift)} as ${id(keyName(name))}`)
  const names = cells.by.map((name) => id(keyName(name)))
  const values = measures.map((name) =>
    name === LEARNERS ? sql`count(*)` : name.endsWith('_rest') ? sql`null` : sql`0`,
  )
  return sql`
    select ${sql.join([...names, ...values])}
    from (
      select distinct ${sql.join([...keys, sql`fact.person_id`])}
      from ${learnersOf(cells, teams, segment)}
    ) as learner
    group by ${sql.join(names)}`
}

/** A name that no measure has (enrolments and the like are metrics too). */
const keyName = (name: DimensionName) => `${name}_key`

function keyOf({ laidOver }: Cells, name: DimensionName, shift: number | null): RawBuilder<unknown> {
  // "No team" is null to readers.
  if (name === 'team') return sql`nullif(fact.team_id, 0)`
  if (name === 'technology') return sql`fact.technology`
  return dimensions[name].key(laidOver === undefined ? day : sql`least(${moved(shift)}, ${laidOver.to}::date)`)
}

function moved(shift: number | null): RawBuilder<unknown> {
  return shift === null || shift === 0 ? day : sql`(${day} + ${shift}::int)`
}
