/** Who is or was in a team, since when, and what they did while they were in it. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { noTeam } from '@/lib/filters/filters'
import { cellsFor } from '@/lib/metrics/ask'
import { cellsOf } from '@/lib/metrics/compile'
import { belongs, inReach } from '@/lib/metrics/directory'
import { activity } from '@/lib/metrics/facts/activity'
import { defineList, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { mostOf, refuseAggregates } from '../learner-rows'
import { lastEvidence } from './quiet'

const measured = ['learning_hours', 'xp', 'course_completions', 'sj_course_completions'] as const

export const teamMembers = defineList({
  label: 'Members of teams',
  description:
    'One line per person and team: since when and until when, last sign of learning, and what was learned in the period.',
  formula:
    'Memberships that hold at some time of the period (or today, or ever, by the membership rule). Hours, XP and completions are those that count for the team by the same rule; joined and left are of the last time in the team.',
  readFrom: [
    'datacamp.user_team_bridge.joined_team_date',
    'datacamp.user_team_bridge.left_team_date',
    ...activity.metrics.learning_hours.readFrom,
  ],
  leftOut: [
    'People in no team.',
    'DataCamp reports no mobile time and no days on which a person was outside the group.',
  ],
  columns: [
    { name: 'person', label: 'Person', kind: 'number' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'email', label: 'E-mail', kind: 'text' },
    { name: 'team', label: 'Team', kind: 'number' },
    { name: 'team_name', label: 'Team name', kind: 'text' },
    { name: 'joined', label: 'Joined', kind: 'day' },
    { name: 'left', label: 'Left', kind: 'day' },
    { name: 'last_evidence', label: 'Last learned', kind: 'day' },
    { name: 'learning_hours', label: 'Hours', kind: 'number', format: 'hours' },
    { name: 'xp', label: 'XP', kind: 'number', format: 'count' },
    { name: 'course_completions', label: 'DataCamp courses completed', kind: 'number', format: 'count' },
    { name: 'sj_course_completions', label: 'Skilljar courses completed', kind: 'number', format: 'count' },
  ],
  parameters: {
    most: { description: 'How many lines to list, up to 10,000; those with most hours first.', absent: '1000' },
  },
  learnerRows: true,
  statement(reader: ScopedReader, query: AnalysisQuery) {
    refuseAggregates(reader)
    const selection = selectionOf(reader, query)
    const teams = query.filters.team.filter((id) => id !== noTeam)
    const cells = cellsFor(reader, { metrics: measured, by: ['team', 'person'], ...query })
    return sql<AnalysisRow>`
      select listed.person_id::float8 as person, coalesce(learner.name, 'Unknown learner ' || -listed.person_id) as name, learner.email,
        listed.team_id::float8 as team, coalesce(named.name, 'Unknown team ' || listed.team_id) as team_name,
        case when isfinite(listed.joined) then listed.joined end::text as joined,
        case when isfinite(listed."left") then listed."left" end::text as "left", seen.day::text as last_evidence,
        ${sql.join(measured.map((name) => sql`coalesce(${sql.ref(`cells.${name}`)}, 0)::float8 as ${sql.id(name)}`))}
      from (
        select member.person_id, member.team_id, max(member.joined) as joined, max(member."left") as "left"
        from mart.person_team as member
        where ${belongs(selection)} and ${inReach(selection)}
          ${query.filters.team.length === 0 ? sql`` : sql`and member.team_id = any(${teams}::bigint[])`}
        group by member.person_id, member.team_id
      ) as listed
      left join (${cellsOf(reader.db, cells)}) as cells on cells.person = listed.person_id and cells.team = listed.team_id
      left join mart.person as learner on learner.person_id = listed.person_id
      left join datacamp.team_dim as named on named.team_id = listed.team_id
      ${lastEvidence(selection, 'listed.person_id')}
      order by coalesce(cells.learning_hours, 0) desc, lower(learner.name), listed.person_id, listed.team_id
      limit ${mostOf(query)}::int`
  },
})
