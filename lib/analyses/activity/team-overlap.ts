/** How many people are in several of the teams chosen, so that nobody adds up what overlaps. */
import { sql } from 'kysely'
import { contextOf } from '@/lib/metrics/compile'
import { members } from '@/lib/metrics/facts/members'
import { readRows } from '@/lib/metrics/read-rows'
import { membershipJoin, rowConditions } from '@/lib/metrics/scope-rows'
import { defineAnalysis, selectionOf, type AnalysisRow } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'

interface Counted extends AnalysisRow {
  readonly people: number
  readonly in_several: number
}

export const teamOverlap = defineAnalysis({
  label: 'Overlap of teams',
  description: 'How many people are in the teams chosen, and how many of them in two or more of these.',
  formula:
    'Distinct people observed in the teams; in two or more: those with memberships of at least two of them, by the membership rule, whether at once or one after the other.',
  readFrom: members.metrics.members_observed.readFrom,
  leftOut: ['People in no team.', 'Filters of source, technology and content: membership is of people.'],
  columns: [
    { name: 'people', label: 'People', kind: 'number', format: 'count' },
    { name: 'in_several', label: 'In two or more of the teams', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  async rows(reader, query) {
    const selection = selectionOf(reader, query)
    const statement = sql<Counted>`
      select count(*)::int as people, (count(*) filter (where teams > 1))::int as in_several
      from (
        select fact.person_id, count(distinct member.team_id) as teams
        from (${members.rows(reader.db, contextOf(selection))}) as fact
        ${membershipJoin(selection)}
        where member.team_id is not null and ${sql.join(rowConditions(members, selection, true), sql` and `)}
        group by fact.person_id
      ) as someone`
    const rows = await readRows<Counted>(reader, statement.compile(reader.db))
    const minimum = reader.scope.minimumCell
    return rows.map((row) =>
      hideSmall(row, [
        ...(row.people > 0 && row.people < minimum ? (['people'] as const) : []),
        ...(isSmall(row.in_several, row.people, minimum) ? (['in_several'] as const) : []),
      ]),
    )
  },
})
