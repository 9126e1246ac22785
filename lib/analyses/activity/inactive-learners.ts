/** Current members who have not learned for a while (METRICS.md, inactive_learners). */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { activity } from '@/lib/metrics/facts/activity'
import type { Selection } from '@/lib/metrics/scope-rows'
import { defineAnalysis, defineList, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { mostOf, mostParameter, refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { wholeNumber } from '../whole-number'
import { currentMembers, isQuiet, lastEvidence, quietColumns, quietLeftOut } from './quiet'
import { shareColumns, shareOfTeams } from './share-of-team'

const daysParameter = {
  days: { description: 'Days without any sign of learning, 1 to 366; today is one of them.', absent: '30' },
  lately: {
    description: 'yes: only who learned in as many days before, so that they went quiet not long ago.',
    values: ['yes', 'no'],
    absent: 'no',
  },
} as const

/** Not seen in the last days, and where it is asked for, seen in as many before them. */
function wentQuiet(selection: Selection, query: AnalysisQuery): RawBuilder<boolean> {
  const days = wholeNumber(query, 'days', { absent: 30, least: 1, most: 366 })
  if (query.parameters?.['lately'] !== 'yes') return isQuiet(selection, days)
  return sql`${isQuiet(selection, days)} and seen.day > ${selection.today}::date - ${2 * days}::int`
}

const described = {
  formula:
    'People who are in a team today and have no evidence of learning on either platform in the last 30 days (or as many as chosen) before the moment of the data.',
  readFrom: [
    ...activity.metrics.active_learners.readFrom,
    'datacamp.user_team_bridge.joined_team_date',
    'datacamp.user_team_bridge.left_team_date',
    'datacamp.user_dim.deleted_at',
  ],
  leftOut: [...quietLeftOut, 'People in no team, and deleted accounts.'],
}

export const inactiveLearners = defineList({
  ...described,
  label: 'Inactive learners',
  description: 'Members who have not learned in the last 30 days, with the day they last did.',
  columns: quietColumns,
  parameters: { ...daysParameter, ...mostParameter },
  learnerRows: true,
  statement(reader: ScopedReader, query: AnalysisQuery) {
    refuseAggregates(reader)
    const selection = selectionOf(reader, query)
    return sql<AnalysisRow>`
      select listed.person_id::float8 as person, learner.name, learner.email, ${teamsOfPerson(selection, 'listed.person_id')} as teams, seen.day::text as last_evidence,
        ${selection.today}::date - seen.day as days_quiet
      from (
        select distinct member.person_id from ${currentMembers(selection)}
      ) as listed
      join mart.person as learner on learner.person_id = listed.person_id
      ${lastEvidence(selection, 'listed.person_id')}
      where ${wentQuiet(selection, query)}
      order by seen.day nulls first, lower(learner.name), listed.person_id
      limit ${mostOf(query)}::int`
  },
})

export const inactiveLearnersByTeam = defineAnalysis({
  ...described,
  label: 'Inactive learners by team',
  description: 'How many of each team’s members have not learned in the last 30 days, and of all of them.',
  columns: shareColumns('Inactive'),
  parameters: daysParameter,
  async rows(reader, query) {
    const selection = selectionOf(reader, query)
    // Everybody is read at once sooner than members one by one.
    const isNarrow = query.filters.team.length > 0 || reader.scope.people !== 'all'
    const quiet = sql`
      select listed.person_id
      from mart.person as listed
      ${lastEvidence(selection, 'listed.person_id')}
      where ${isNarrow ? sql`listed.person_id in (select member.person_id from member) and ` : sql``}${wentQuiet(selection, query)}`
    return shareOfTeams(reader, selection, quiet)
  },
})
