/** People who started something and went quiet before completing it (METRICS.md, at_risk). */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { firstDay } from '@/lib/filters/days'
import { noTeam } from '@/lib/filters/filters'
import { dimensions } from '@/lib/metrics/dimensions'
import { defineFact, type Context, type Db, type FactRow } from '@/lib/metrics/fact'
import { activity } from '@/lib/metrics/facts/activity'
import { accountOf, filled, loadedAt, ofAsked, personOf } from '@/lib/metrics/facts/datacamp-rows'
import { readRows } from '@/lib/metrics/read-rows'
import type { Selection } from '@/lib/metrics/scope-rows'
import { defineAnalysis, defineList, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import { mostOf, mostParameter, refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { wholeNumber } from '../whole-number'
import { currentMembers, isQuiet, lastEvidence } from './quiet'
import { shareColumns, shareOfTeams } from './share-of-team'

interface OpenRow extends FactRow {
  started_at: string
}

/** Access ends with the account on DataCamp, and with the last enrolment on Skilljar. */
const open = (context: Context): RawBuilder<OpenRow> => {
  const isDeleted = (user: RawBuilder<unknown>) =>
    sql`exists (select from datacamp.user_dim as gone where gone.user_id = ${user} and gone.deleted_at <= ${loadedAt(context)})`
  return sql`(
    select pair.started_at::date as day, pair.person_id, pair.source, 'course' as content_type, pair.course_id as content_id,
      pair.technology, pair.started_at
    from mart.course_progress as pair
    where pair.started_at >= ${context.from}::timestamp and pair.started_at < (${context.to}::date + 1)::timestamp and pair.completed_at is null
      and ${ofAskedTeams(context, sql.ref('pair.person_id'))} and case pair.source
      when 'datacamp' then not ${isDeleted(sql`nullif(pair.learner_id, '')::bigint`)}
      else exists (
        select from skilljar.enrollment as access
        where access.student_id = pair.learner_id and access.published_course_id = pair.course_id and access.is_active is not false
          and coalesce(access.expires_at > ${context.asOf.skilljar}::timestamptz at time zone 'UTC', true)) end
    union all
    select pair.started_at::date, ${personOf('pair.user_id')}, 'datacamp', 'project', coalesce(pair.project_id::text, ''),
      ${filled('described.technology')}, pair.started_at
    from (
      select user_id, project_id, min(started_at) as started_at
      from datacamp.project_fact
      where project_id is distinct from -1 and ${ofAsked(context, 'user_id')}
      group by user_id, project_id
      having min(started_at)::date between ${context.from}::date and ${context.to}::date and max(completed_at) is null
    ) as pair
    left join datacamp.project_dim as described using (project_id)
    ${accountOf('pair.user_id')}
    where not ${isDeleted(sql`pair.user_id`)})`
}

/** Whoever never was in a team asked about is left out by the filters anyway; knowing it first saves reading everybody. */
function ofAskedTeams({ teams }: Context, person: RawBuilder<unknown>): RawBuilder<boolean> {
  if (teams === undefined) return sql`true`
  return sql`${person} in (select asked.person_id from mart.person_team as asked where asked.team_id = any(${teams}::bigint[]))`
}

const openStarts = defineFact((db: Db, context: Context) => db.selectFrom(open(context).as('started')).selectAll(), {
  ofPeriod: true,
  name: 'open_starts',
  description: 'Courses and projects started and not completed, while access lasts.',
  metrics: {},
})

const { content } = dimensions

const described = {
  formula:
    'Learners with a start without completion, whose account is not deleted (DataCamp) or whose enrolment is active and not expired (Skilljar), and who have no evidence of learning on either platform in the last 14 days (or as many as chosen) before the moment of the data.',
  readFrom: [
    ...activity.metrics.active_learners.readFrom,
    'datacamp.course_fact.started_at',
    'datacamp.project_fact.started_at',
    'datacamp.user_dim.deleted_at',
    'skilljar.enrollment.expires_at',
    'skilljar.enrollment.is_active',
  ],
  leftOut: [
    'The period and the membership rule: it is about what is open now, whenever it was started, and with a team chosen about its members of today.',
    'Deleted content (id -1).',
    'DataCamp reports no mobile time and no days on which a person was outside the group.',
  ],
}
const daysParameter = {
  days: { description: 'Days without any sign of learning, 1 to 366; today is one of them.', absent: '14' },
} as const
const daysOf = (query: AnalysisQuery) => wholeNumber(query, 'days', { absent: 14, least: 1, most: 366 })

/** Whatever was started up to today; teams are those that people are in today. */
function startedEver(reader: ScopedReader, query: AnalysisQuery): Selection {
  const asked = selectionOf(reader, query)
  return {
    ...asked,
    filters: { ...asked.filters, membership: 'current' },
    period: { from: firstDay, to: asked.today },
  }
}

/** As "opened": who has something open. Of teams, today's members alone: whoever left is nobody's there to look after. */
function peopleWithOpen(reader: ScopedReader, selection: Selection): RawBuilder<unknown> {
  const { filters, scope } = selection
  const ofTeams = scope.people !== 'all' || (filters.team.length > 0 && !filters.team.includes(noTeam))
  return sql`(
    select distinct fact.person_id from ${factRows(reader, openStarts, selection)}
    ${ofTeams ? sql`where fact.person_id in (select member.person_id from ${currentMembers(selection)})` : sql``}) as opened`
}

export const atRisk = defineList({
  ...described,
  label: 'At risk',
  description:
    'People who started a course or project, did not complete it, still have access, and have not learned for 14 days.',
  columns: [
    { name: 'person', label: 'Person', kind: 'number' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'email', label: 'E-mail', kind: 'text' },
    { name: 'teams', label: 'Teams', kind: 'text' },
    { name: 'open', label: 'Open', kind: 'number', format: 'count' },
    { name: 'content', label: 'Started last', kind: 'text' },
    { name: 'content_name', label: 'Started last, title', kind: 'text' },
    { name: 'started_on', label: 'Started on', kind: 'day' },
    { name: 'last_evidence', label: 'Last learned', kind: 'day' },
    { name: 'days_quiet', label: 'Days since', kind: 'number', format: 'count' },
  ],
  parameters: { ...daysParameter, ...mostParameter },
  learnerRows: true,
  statement(reader: ScopedReader, query: AnalysisQuery) {
    refuseAggregates(reader)
    const selection = startedEver(reader, query)
    const key = content.key(sql.ref('fact.day'))
    // Who comes first: what they started, and its name, is read of those listed alone.
    return sql<AnalysisRow>`
      with listed as materialized (
        select opened.person_id, coalesce(learner.name, 'Unknown learner ' || -opened.person_id) as name, learner.email,
          seen.day as last_evidence, lower(learner.name) as sorted
        from ${peopleWithOpen(reader, selection)}
        left join mart.person as learner on learner.person_id = opened.person_id
        ${lastEvidence(selection, 'opened.person_id')}
        where ${isQuiet(selection, daysOf(query))}
        order by seen.day nulls first, lower(learner.name), opened.person_id
        limit ${mostOf(query)}::int
      ), cells as materialized (
        select distinct on (fact.person_id) fact.person_id, ${key} as content, fact.day as started_on,
          (count(*) over (partition by fact.person_id))::int as open
        from ${factRows(reader, openStarts, selection)}
        where fact.person_id = any(array(select listed.person_id from listed))
        order by fact.person_id, fact.started_at desc, fact.content_type, fact.content_id
      )
      select listed.person_id::float8 as person, listed.name, listed.email,
        ${teamsOfPerson(selection, 'listed.person_id')} as teams, cells.open, cells.content, ${content.name?.text} as content_name,
        cells.started_on::text as started_on, listed.last_evidence::text as last_evidence,
        ${selection.today}::date - listed.last_evidence as days_quiet
      from listed
      join cells on cells.person_id = listed.person_id
      left join ${content.name?.from}
      order by listed.last_evidence nulls first, listed.sorted, listed.person_id`
  },
})

export const atRiskByTeam = defineAnalysis({
  ...described,
  label: 'At risk by team',
  description:
    'How many of each team’s members have something open and have not learned for 14 days, and of all of them.',
  leftOut: [...described.leftOut, 'People in no team today, and deleted accounts.'],
  columns: shareColumns('At risk'),
  parameters: daysParameter,
  async rows(reader, query) {
    const selection = startedEver(reader, query)
    const quiet = sql`
      select opened.person_id
      from ${peopleWithOpen(reader, selection)}
      ${lastEvidence(selection, 'opened.person_id')}
      where ${isQuiet(selection, daysOf(query))}`
    return shareOfTeams(reader, selection, quiet)
  },
})

interface Total extends AnalysisRow {
  readonly people: number
  readonly at_risk: number
}

export const atRiskTotal = defineAnalysis({
  ...described,
  label: 'At risk, in all',
  description: 'How many people have something open, and how many of them have not learned for 14 days.',
  columns: [
    { name: 'people', label: 'With something open', kind: 'number', format: 'count' },
    { name: 'at_risk', label: 'At risk', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: daysParameter,
  async rows(reader, query) {
    const selection = startedEver(reader, query)
    const statement = sql<Total>`
      select count(*)::int as people, (count(*) filter (where ${isQuiet(selection, daysOf(query))}))::int as at_risk
      from ${peopleWithOpen(reader, selection)}
      ${lastEvidence(selection, 'opened.person_id')}`
    const rows = await readRows<Total>(reader, statement.compile(reader.db))
    const minimum = reader.scope.minimumCell
    return rows.map(({ people, at_risk }) => {
      const row = { people, at_risk, share: people === 0 ? null : at_risk / people }
      return hideSmall(row, [
        ...(people > 0 && people < minimum ? (['people'] as const) : []),
        ...(isSmall(at_risk, people, minimum) ? (['at_risk', 'share'] as const) : []),
      ])
    })
  },
})
