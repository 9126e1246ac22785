/** Who stands where in which technology (METRICS.md, skill_matrix), and whose levels are the oldest. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { skillLevels, STALE_DAYS } from '@/lib/metrics/facts/skill-levels'
import type { Selection } from '@/lib/metrics/scope-rows'
import { defineList, factRows, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { mostOf, refuseAggregates } from '../learner-rows'
import { teamsOfPerson } from '../teams-of-person'
import { wholeNumber } from '../whole-number'
import { upToTheEnd } from './up-to-the-end'

const described = {
  readFrom: [
    'datacamp.assessment_fact.score_group',
    'datacamp.assessment_fact.completed_at',
    'datacamp.assessment_fact.score',
    'datacamp.assessment_fact.percentile',
    'datacamp.assessment_dim.technology',
  ],
  leftOut: [
    'Earlier attempts of the same person and technology.',
    'Deleted assessments (id -1).',
    'The start of the period: what somebody once showed stands until they are assessed again.',
  ],
  columns: [
    { name: 'person', label: 'Person', kind: 'number' },
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'teams', label: 'Teams', kind: 'text' },
    { name: 'technology', label: 'Technology', kind: 'text' },
    { name: 'score_group', label: 'Score group', kind: 'text' },
    { name: 'score', label: 'Score', kind: 'number', format: 'count' },
    { name: 'percentile', label: 'Percentile', kind: 'number', format: 'count' },
    { name: 'assessment', label: 'Assessment', kind: 'text' },
    { name: 'completed_on', label: 'Completed on', kind: 'day' },
    { name: 'age_days', label: 'Age', kind: 'number', format: 'days' },
  ],
  learnerRows: true,
} as const

export const skillMatrix = defineList({
  ...described,
  label: 'Skill matrix',
  description: 'Per person and technology, the score group of the last completed assessment and how long ago it was.',
  formula:
    'Last completed attempt per person and technology up to the end of the period; its age counts from completed_at to the moment of the data.',
  parameters: {
    people: { description: 'How many people, 1 to 10,000; those with the most technologies first.', absent: '10000' },
  },
  statement(reader: ScopedReader, query: AnalysisQuery) {
    refuseAggregates(reader)
    const selection = upToTheEnd(reader, query)
    const people = wholeNumber(query, 'people', { absent: 10_000, least: 1, most: 10_000 })
    const level = sql`(
      select ranked.* from (
        select counted.*, dense_rank() over (order by counted.technologies desc, lower(coalesce(learner.name, '')), counted.person_id) as place
        from (
          select fact.*, count(*) over (partition by fact.person_id) as technologies
          from ${factRows(reader, skillLevels, selection)}
        ) as counted
        left join mart.person as learner on learner.person_id = counted.person_id
      ) as ranked
      where ${query.whole ? sql`true` : sql`ranked.place <= ${people}::int`})`
    return levels(selection, {
      level,
      order: sql`lower(coalesce(learner.name, '')), level.person_id, technology`,
    })
  },
})

export const staleSkills = defineList({
  ...described,
  label: 'Stale skills',
  description: `Per person and technology, the last completed assessment where it is more than ${STALE_DAYS} days old; the oldest first.`,
  formula: `Last completed attempt per person and technology up to the end of the period that lies more than ${STALE_DAYS} days before the moment of the data.`,
  parameters: { most: { description: 'How many levels to list, 1 to 10,000; the oldest first.', absent: '1000' } },
  statement(reader: ScopedReader, query: AnalysisQuery) {
    refuseAggregates(reader)
    const selection = upToTheEnd(reader, query)
    const level = sql`(
      select fact.* from ${factRows(reader, skillLevels, selection)}
      where fact.age > ${STALE_DAYS}::int
      order by fact.completed_at, fact.person_id, fact.technology
      limit ${mostOf(query)}::int)`
    return levels(selection, { level, order: sql`level.completed_at, level.person_id, technology` })
  },
})

interface Levels {
  readonly level: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
}

function levels(selection: Selection, { level, order }: Levels): RawBuilder<AnalysisRow> {
  return sql<AnalysisRow>`
    select level.person_id::float8 as person, coalesce(learner.name, 'Unknown learner ' || -level.person_id) as name,
      ${teamsOfPerson(selection, 'level.person_id')} as teams,
      coalesce(level.technology, 'Not set') as technology, coalesce(level.score_group, 'Not set') as score_group,
      level.score::float8 as score, level.percentile::float8 as percentile,
      coalesce(described.title, 'Unknown assessment ' || level.content_id) as assessment, level.day::text as completed_on,
      level.age::float8 as age_days
    from ${level} as level
    left join mart.person as learner on learner.person_id = level.person_id
    left join datacamp.assessment_dim as described on described.assessment_id::text = level.content_id
    order by ${order}`
}
