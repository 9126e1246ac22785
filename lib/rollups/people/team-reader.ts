/** Distinct people of teams, by the membership of the day: for any teams, period, buckets and contents. */
import { sql, type RawBuilder } from 'kysely'
import { noTeam } from '@/lib/filters/filters'
import { daysBetween as countDays } from '@/lib/filters/days'
import type { Cells } from '@/lib/metrics/compile'
import type { RollupReader } from '../readers'
import { isKind, isPeopleMetric, kinds, valuesOf, type PeopleMetric } from './question'
import { grainOf, rangesOf, type Range } from './ranges'

/** Rows of people times buckets: beyond, reading the facts once is less work. */
const MOST_TEAM_BUCKETS = 16_000
const TEAMS_IF_ALL = 2_000
/** Strings are read whole however short the period is; facts are found by their days. */
const DAYS_WORTH_ALL_SLICES = 60

/** Undefined: all teams. Whoever is in none is in team 0, which only those see who see everybody. */
function teamsOf({ filters, scope }: Cells): readonly number[] | undefined {
  const { people } = scope
  if (people === 'all') return filters.team.length === 0 ? undefined : filters.team
  const own = people.teams.filter((team) => team !== noTeam)
  return filters.team.length === 0 ? own : own.filter((team) => filters.team.includes(team))
}

const readsSlices = (cells: Cells) => cells.by.some(isKind) || kinds.some((kind) => valuesOf(cells, kind).length > 0)

export function isAnsweredByTeams(cells: Cells): boolean {
  const { by, filters, period, person } = cells
  const [grain, teams, ranges] = [grainOf(cells), teamsOf(cells), rangesOf(cells)]
  if (person !== undefined || filters.membership !== 'at_time' || ranges === undefined) return false
  if (by.some((name) => name !== grain && name !== 'team' && !isKind(name))) return false
  if (teams === undefined && !by.includes('team')) return false
  if (teams === undefined && readsSlices(cells) && countDays(period.from, period.to) < DAYS_WORTH_ALL_SLICES)
    return false
  return (teams?.length ?? TEAMS_IF_ALL) * ranges.length <= MOST_TEAM_BUCKETS
}

export const teamReader: RollupReader = {
  answers: (cells, asked) => (isAnsweredByTeams(cells) ? asked.filter(isPeopleMetric) : []),
  rows: (cells, names) => rows(cells, names.filter(isPeopleMetric)),
}

function rows(cells: Cells, names: readonly PeopleMetric[]): RawBuilder<unknown> {
  const ranges = rangesOf(cells)
  if (ranges === undefined) throw new Error('Nobody asked whether this can be answered.')
  const keys = cells.by.map((name) => sql.id(name))
  const own = cells.by.filter((name) => name === 'team' || isKind(name)).map((name) => sql.id(name))
  const active = names.some((name) => name !== 'new_learners') ? [activeOf(cells, own, ranges)] : []
  const fresh = names.includes('new_learners') ? [newOf(cells, own, ranges)] : []
  return sql`
    select ${sql.join([
      ...cells.by.map((name) => (name === 'team' ? sql`nullif(team, ${noTeam}) as team` : sql.id(name))),
      ...names.flatMap((name) => valueOf(cells, name)),
    ])}
    from (
      select ${sql.join([...own, ...(grainOf(cells) === undefined ? [] : [sql`key as ${sql.id(grainOf(cells) ?? '')}`])], sql`, `)}
        ${keys.length === 0 ? sql`` : sql`,`} active_learners, active_days, new_learners
      from (${sql.join([...active, ...fresh], sql` union all `)}) as part
    ) as counted
    ${keys.length === 0 ? sql`` : sql`group by ${sql.join(keys)} having sum(active_learners) > 0 or sum(new_learners) > 0`}`
}

function valueOf({ scope }: Cells, name: PeopleMetric): RawBuilder<unknown>[] {
  const value = sql`coalesce(sum(${sql.id(name)}), 0)::float8 as ${sql.id(name)}`
  const behind = sql.id(name === 'active_days' ? 'active_learners' : name)
  return scope.minimumCell > 1
    ? [value, sql`coalesce(sum(${behind}), 0)::bigint as ${sql.id(`people_behind_${name}`)}`]
    : [value]
}

/** Each person once per group, with the days that count for it. */
function activeOf(cells: Cells, own: readonly RawBuilder<unknown>[], ranges: readonly Range[]): RawBuilder<unknown> {
  // Days outside of a string have no bits.
  const days = sql`substring(days from range.first - first_day + 1 for range.last - range.first + 1)`
  const grouped = [...own, sql`person_id`, sql`first_day`]
  return sql`
    select ${listed([...own, sql`key`])}, count(*) as active_learners, sum(days) as active_days, 0 as new_learners
    from (
      select ${listed([...own, sql`range.key`])}, bit_count(${days}) as days
      from (
        ${
          cells.by.includes('team') && !readsSlices(cells)
            ? stringsOf(cells)
            : sql`select ${sql.join(grouped)}, bit_or(days) as days from (${stringsOf(cells)}) as string group by ${sql.join(grouped)}`
        }
      ) as someone
      cross join ${rangesIn(ranges)}
    ) as learned
    where days > 0
    group by ${listed([...own, sql`key`])}`
}

/** Somebody new in two of the teams is one person. */
function newOf(cells: Cells, own: readonly RawBuilder<unknown>[], ranges: readonly Range[]): RawBuilder<unknown> {
  return sql`
    select ${listed([...own, sql`range.key`])}, 0 as active_learners, 0 as active_days, count(distinct string.person_id) as new_learners
    from (${stringsOf(cells)}) as string
    join mart.person as learner on learner.person_id = string.person_id
    join ${rangesIn(ranges)} on learner.first_evidence between range.first and range.last
    where case when learner.first_evidence >= string.first_day
      then bit_count(substring(string.days from learner.first_evidence - string.first_day + 1 for 1)) = 1 end
    group by ${listed([...own, sql`range.key`])}`
}

/** Strings of a person cover the same days, so that those of a slice and those of a team combine as they are. */
export function stringsOf(cells: Cells): RawBuilder<unknown> {
  const teams = teamsOf(cells)
  const ofTeams = teams === undefined ? sql`true` : sql`member.team_id = any(${teams}::bigint[])`
  const team = cells.by.includes('team') ? [sql`member.team_id as team`] : []
  if (!readsSlices(cells)) {
    return sql`
      select ${listed([...team, sql`member.person_id`])}, member.first_day, member.days
      from mart.member_days as member where ${ofTeams}`
  }
  const narrowed = kinds.flatMap((kind) => {
    const values = valuesOf(cells, kind)
    return values.length === 0 ? [] : [sql`slice.${sql.id(kind)} = any(${values}::text[])`]
  })
  return sql`
    select ${listed([...team, ...cells.by.filter(isKind).map((kind) => sql`slice.${sql.id(kind)}`), sql`member.person_id`])},
      member.first_day, member.days & part.days as days
    from mart.member_days as member
    join mart.active_days as part on part.person_id = member.person_id
    join mart.active_slice as slice on slice.slice_id = part.slice_id
    where ${sql.join([ofTeams, ...narrowed], sql` and `)}`
}

const listed = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts)

/** One range is written down as it is, so that nothing has to be joined. */
function rangesIn(ranges: readonly Range[]): RawBuilder<unknown> {
  const [only] = ranges
  if (only && ranges.length === 1) {
    return sql`(select ${only.key}::date as key, ${only.from}::date as first, ${only.to}::date as last) as range`
  }
  const [keys, firsts, lasts] = [
    ranges.map(({ key }) => key),
    ranges.map(({ from }) => from),
    ranges.map(({ to }) => to),
  ]
  return sql`unnest(${keys}::date[], ${firsts}::date[], ${lasts}::date[]) as range (key, first, last)`
}
