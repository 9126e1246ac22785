/** Lists of people: everybody in reach, also who has no number in the period, and what one knows people by. */
import { sql, type RawBuilder } from 'kysely'
import { narrowings, noTeam } from '@/lib/filters/filters'
import type { FactMetricName } from './names'
import type { Selection } from './scope-rows'

/** What a list says about a person beside the name. */
export interface ProfileColumn {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'day'
  /** Over "cells.person". */
  readonly text: (selection: Selection) => RawBuilder<unknown>
}

export const profileColumns: readonly ProfileColumn[] = [
  {
    name: 'person_email',
    label: 'E-mail',
    kind: 'text',
    text: () => sql`(select known.email from mart.person as known where known.person_id = cells.person)`,
  },
  {
    name: 'person_teams',
    label: 'Teams',
    kind: 'text',
    text: (selection) => sql`(
      select string_agg(coalesce(team.name, 'Unknown team ' || own.team_id), ', ' order by lower(team.name), own.team_id)
      from (select distinct member.team_id from mart.person_team as member
        where member.person_id = cells.person and ${belongs(selection)} and ${inReach(selection)}) as own
      left join datacamp.team_dim as team on team.team_id = own.team_id)`,
  },
  {
    name: 'person_platforms',
    label: 'Platforms',
    kind: 'text',
    text: () => sql`(
      select string_agg(distinct case account.source when 'datacamp' then 'DataCamp' else 'Skilljar' end, ', ')
      from mart.identity as account where account.person_id = cells.person)`,
  },
  {
    name: 'person_last_active',
    label: 'Last active',
    kind: 'day',
    text: ({ scope }) => lastActive(scope),
  },
]

/** Of "cells.person"; a team's manager knows what people did while they were in it, and no more. */
export function lastActive({ people }: Selection['scope']): RawBuilder<unknown> {
  if (people === 'all') {
    return sql`(select known.last_evidence::text from mart.person as known where known.person_id = cells.person)`
  }
  return sql`(
    select max(act.day)::text from mart.activity as act
    join mart.person_team as own on own.person_id = act.person_id and own.joined <= act.day and act.day < own."left"
    where act.person_id = cells.person and act.is_evidence and own.team_id = any(${people.teams}::bigint[]))`
}

/**
 * The cells of `rows` and one of zeros for everybody else whom the teams asked for and the reader's reach leave. Who is asked for
 * by content, technology or source has something there, so that nobody is added.
 */
export function withEverybody(selection: Selection, metrics: readonly FactMetricName[], rows: RawBuilder<unknown>) {
  if (isAboutContent(selection)) return rows
  const values = metrics.map((name) => sql`coalesce(known.${sql.id(name)}, 0) as ${sql.id(name)}`)
  return sql`
    select coalesce(known.person, learner.person_id) as person, ${sql.join(values)}
    from (${rows}) as known
    full join (select learner.person_id from mart.person as learner where ${isListed(selection)}) as learner
      on learner.person_id = known.person`
}

function isAboutContent({ filters }: Selection): boolean {
  const { source, contentType, technology, where } = filters
  return (
    source.length + contentType.length + technology.length > 0 ||
    narrowings.some((name) => (where[name] ?? []).length > 0)
  )
}

function isListed(selection: Selection): RawBuilder<boolean> {
  const { filters, scope } = selection
  const member = (condition: RawBuilder<boolean>) => sql<boolean>`exists (
    select from mart.person_team as member
    where member.person_id = learner.person_id and ${belongs(selection)} and ${condition})`
  const reach = scope.people === 'all' ? sql<boolean>`true` : member(inReach(selection))
  if (filters.team.length === 0) return reach
  const teams = filters.team.filter((id) => id !== noTeam)
  const inThem = member(sql`member.team_id = any(${teams}::bigint[])`)
  const inNone = scope.people === 'all' && filters.team.includes(noTeam) ? sql`not ${member(sql`true`)}` : sql`false`
  return sql`${reach} and (${inThem} or ${inNone})`
}

/** Over "member": whether the membership holds at some time that the rule asks for (METRICS.md, rule 4). */
export function belongs({ filters, period, today }: Selection): RawBuilder<boolean> {
  switch (filters.membership) {
    case 'at_time':
      return sql`member.joined <= ${period.to}::date and ${period.from}::date < member."left"`
    case 'current':
      return sql`member.joined <= ${today}::date and ${today}::date < member."left"`
    case 'ever':
      return sql`true`
  }
}

export function inReach({ scope }: Selection): RawBuilder<boolean> {
  return scope.people === 'all' ? sql`true` : sql`member.team_id = any(${scope.people.teams}::bigint[])`
}
