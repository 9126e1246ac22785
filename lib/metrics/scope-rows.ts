/** Which rows of a fact count: the filters, the membership rule, and what this reader may see. */
import { sql, type RawBuilder } from 'kysely'
import { noTeam, notSet, type Filters, type Membership, type Period } from '@/lib/filters/filters'
import type { Scope } from '@/lib/authz/scope'
import { factColumn, type Context, type Fact } from './fact'
import { narrowed } from './narrowed'

export interface Selection {
  readonly filters: Filters
  readonly period: Period
  readonly scope: Scope
  readonly person?: number | undefined
  /** About so many people, the same in every answer; absent: everybody. */
  readonly among?: number | undefined
  /** The day whose members are the "current" ones. */
  readonly today: string
  /** What moment each source speaks of. */
  readonly asOf: Context['asOf']
}

/** True where `member` held its membership when the rule asks for it (METRICS.md, rule 4). */
function holds(membership: Membership, today: string): RawBuilder<boolean> {
  switch (membership) {
    case 'at_time':
      return sql`member.joined <= ${factColumn('day')} and ${factColumn('day')} < member."left"`
    case 'current':
      return sql`member.joined <= ${today}::date and ${today}::date < member."left"`
    case 'ever':
      return sql`true`
  }
}

/** Asks for a membership without multiplying rows, so that sums over several teams count everybody once. */
function isMember(
  { filters, today }: Selection,
  teams: readonly number[] | 'any',
  rule: Membership = filters.membership,
): RawBuilder<boolean> {
  return sql`exists (
    select from mart.person_team as member
    where member.person_id = ${factColumn('person_id')} and ${holds(rule, today)}
      ${teams === 'any' ? sql`` : sql`and member.team_id = any(${teams}::bigint[])`})`
}

/** One row per team of the person; "ever" forgets how often somebody joined. */
export function membershipJoin({ filters, today }: Selection): RawBuilder<unknown> {
  const members =
    filters.membership === 'ever'
      ? sql`(select distinct person_id, team_id from mart.person_team)`
      : sql`mart.person_team`
  return sql`left join ${members} as member on member.person_id = ${factColumn('person_id')} and ${holds(filters.membership, today)}`
}

/** `byTeam`: the rows are joined with membershipJoin, and only the teams asked for may show. */
export function rowConditions(fact: Fact, selection: Selection, byTeam: boolean): RawBuilder<boolean>[] {
  const { filters, period, scope, person, among } = selection
  const conditions = [
    fact.ofPeriod
      ? sql<boolean>`true`
      : sql<boolean>`${factColumn('day')} between ${period.from}::date and ${period.to}::date`,
  ]

  conditions.push(...conditionsOfContent(fact, filters))
  if (person !== undefined) conditions.push(sql`${factColumn('person_id')} = ${person}::bigint`)
  if (among !== undefined) conditions.push(sql`${factColumn('person_id')} in (${someOf(among)})`)
  if (filters.team.length > 0) conditions.push(inTeams(selection, byTeam))
  if (scope.people !== 'all') {
    const { teams } = scope.people
    // Whatever rule is chosen, a team's manager sees what people did while they were in it, never before or after.
    if (filters.membership !== 'at_time') conditions.push(isMember(selection, teams, 'at_time'))
    conditions.push(byTeam ? sql`member.team_id = any(${teams}::bigint[])` : isMember(selection, teams))
  }
  return conditions
}

/** What the filters but those of teams ask of the fact's rows; those that leave the fact alone are not among them. */
export function conditionsOfContent(fact: Fact, filters: Filters): RawBuilder<boolean>[] {
  return fact.ofPeople ? aboutPeople(fact, filters) : aboutContent(fact, filters)
}

const someOf = (people: number) => sql`
  select person_id from mart.person where person_id % (select greatest(1, count(*) / ${people}::bigint) from mart.person) = 0`

/** What people are, whatever they learn. */
function aboutPeople(fact: Fact, { where: { student_group } }: Filters): RawBuilder<boolean>[] {
  return student_group === undefined ? [] : narrowed(fact, { student_group })
}

function aboutContent(fact: Fact, { source, contentType, technology, where }: Filters): RawBuilder<boolean>[] {
  return [
    ...(source.length > 0 ? [sql<boolean>`${factColumn('source')} = any(${source}::text[])`] : []),
    ...(contentType.length > 0 ? [sql<boolean>`${factColumn('content_type')} = any(${contentType}::text[])`] : []),
    ...(technology.length > 0
      ? [sql<boolean>`coalesce(${factColumn('technology')}, ${notSet}) = any(${technology}::text[])`]
      : []),
    ...narrowed(fact, where),
  ]
}

/** Teams that are not the reader's select nothing: whether somebody is in one of them is not the reader's to know. */
function inTeams(selection: Selection, byTeam: boolean): RawBuilder<boolean> {
  const { filters, scope } = selection
  const visible = scope.people
  const teams = filters.team.filter((id) => id !== noTeam && (visible === 'all' || visible.teams.includes(id)))
  const inThem = byTeam ? sql<boolean>`member.team_id = any(${teams}::bigint[])` : isMember(selection, teams)
  if (visible !== 'all' || !filters.team.includes(noTeam)) return inThem
  const inNone = byTeam ? sql<boolean>`member.team_id is null` : sql<boolean>`not ${isMember(selection, 'any')}`
  return sql`(${inThem} or ${inNone})`
}
