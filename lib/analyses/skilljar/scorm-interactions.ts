/** Questions inside of SCORM modules: how often each was answered, rightly, and with what (METRICS.md, SCORM). */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { scorm } from '@/lib/metrics/facts/scorm'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisQuery } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'

const parameters = {
  resource: { description: 'Id of one SCORM resource; absent: every module attempted in the period.' },
} as const
const moduleColumns = [
  { name: 'resource', label: 'Resource id', kind: 'text' },
  { name: 'resource_name', label: 'Module', kind: 'text' },
  { name: 'identifier', label: 'Interaction', kind: 'text' },
] as const
const leftOut = [
  'Attempts before the latest of the same lesson progress and module.',
  'Interactions without an identifier.',
]

/** Interactions of the latest attempts, as "interaction". SCORM 1.2 says "wrong" where later versions say "incorrect". */
function selected(reader: ScopedReader, query: AnalysisQuery): RawBuilder<unknown> {
  const resource = query.parameters?.resource ?? null
  return sql`(
    select fact.content_id as resource, fact.person_id, fact.student_id, interaction.student_sco_progress_id, trim(interaction.identifier) as identifier,
      interaction.response, lower(trim(interaction.result)) as result, lower(trim(interaction.result)) = 'correct' as is_right,
      lower(trim(interaction.result)) in ('incorrect', 'wrong') as is_wrong
    from ${factRows(reader, scorm, selectionOf(reader, query))}
    join skilljar.scorm_interaction as interaction on interaction.student_sco_progress_id = fact.student_sco_progress_id
    where trim(interaction.identifier) <> '' and (${resource}::text is null or fact.content_id = ${resource}::text)
  ) as interaction`
}

const resourceName = sql`coalesce(web_package.title, module.identifier, trim('Unknown module ' || item.resource))`
const resourceNames = sql`
  left join skilljar.scorm_resource as module on module.scorm_resource_id = item.resource
  left join skilljar.web_package as web_package on web_package.web_package_id = module.web_package_id`

interface InteractionRow {
  readonly resource: string
  readonly resource_name: string
  readonly identifier: string
  readonly attempts: number
  readonly answers: number
  readonly right: number
  readonly wrong: number
  readonly share_right: number | null
  readonly other_results: string | null
  readonly people: number
  readonly people_right: number
}

export const scormInteractions = defineAnalysis({
  label: 'SCORM interactions',
  description: 'How often each question inside of a SCORM module was answered, and the share that was right.',
  formula:
    'Answers with the result correct ÷ answers with the result correct, incorrect or wrong, in the latest attempts.',
  readFrom: ['skilljar.scorm_interaction.identifier', 'skilljar.scorm_interaction.result'],
  leftOut: [...leftOut, 'Any other result: it is listed with its number, not guessed at.'],
  columns: [
    ...moduleColumns,
    { name: 'attempts', label: 'Attempts', kind: 'number', format: 'count' },
    { name: 'answers', label: 'Answers', kind: 'number', format: 'count' },
    { name: 'right', label: 'Right', kind: 'number', format: 'count' },
    { name: 'wrong', label: 'Wrong', kind: 'number', format: 'count' },
    { name: 'share_right', label: 'Share right', kind: 'number', format: 'percent' },
    { name: 'other_results', label: 'Other results', kind: 'text' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters,
  async rows(reader, query) {
    const statement = sql<InteractionRow>`
      with interaction as materialized (select * from ${selected(reader, query)})
      select item.resource, ${resourceName} as resource_name, item.identifier, item.attempts::int, item.answers::int,
        item."right"::int, item.wrong::int, item."right"::float8 / nullif(item."right" + item.wrong, 0) as share_right, other.results as other_results,
        item.people::int, item.people_right::int
      from (
        select resource, identifier, count(distinct (student_sco_progress_id, student_id)) as attempts, count(*) as answers,
          count(*) filter (where is_right) as "right", count(*) filter (where is_wrong) as wrong,
          count(distinct person_id) as people, count(distinct person_id) filter (where is_right) as people_right
        from interaction
        group by resource, identifier
      ) as item
      left join (
        select resource, identifier, string_agg(result || ' ' || number, ', ' order by number desc, result collate "C") as results
        from (
          select resource, identifier, coalesce(nullif(result, ''), 'none') as result, count(*) as number
          from interaction
          where (is_right or is_wrong) is not true
          group by 1, 2, 3
        ) as unknown
        group by resource, identifier
      ) as other using (resource, identifier)
      ${resourceNames}
      order by lower(${resourceName}), item.resource, item.identifier collate "C"`
    const minimum = reader.scope.minimumCell
    const numbers = ['attempts', 'answers', 'right', 'wrong', 'share_right', 'other_results'] as const
    const rows = await readRows<InteractionRow>(reader, statement.compile(reader.db))
    return rows.map(({ people, people_right, ...row }) => {
      if (people > 0 && people < minimum) return hideSmall(row, numbers)
      return hideSmall(row, isSmall(people_right, people, minimum) ? numbers.slice(2) : [])
    })
  },
})

interface ResponseRow {
  readonly resource: string
  readonly resource_name: string
  readonly identifier: string
  readonly response: string | null
  readonly answers: number
  readonly share: number
  readonly people: number
  readonly people_all: number
}

export const scormResponses = defineAnalysis({
  label: 'SCORM responses',
  description: 'What people answered to each question inside of a SCORM module.',
  formula: 'Answers with the response ÷ answers to the interaction, in the latest attempts.',
  readFrom: ['skilljar.scorm_interaction.identifier', 'skilljar.scorm_interaction.response'],
  leftOut,
  columns: [
    ...moduleColumns,
    { name: 'response', label: 'Response', kind: 'text' },
    { name: 'answers', label: 'Answers', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters,
  async rows(reader, query) {
    const statement = sql<ResponseRow>`
      with interaction as materialized (select * from ${selected(reader, query)})
      select item.resource, ${resourceName} as resource_name, item.identifier, item.response, item.answers::int,
        item.answers::float8 / whole.answers as share, item.people::int, whole.people::int as people_all
      from (
        select resource, identifier, response, count(*) as answers, count(distinct person_id) as people
        from interaction
        group by resource, identifier, response
      ) as item
      join (
        select resource, identifier, count(*) as answers, count(distinct person_id) as people from interaction group by resource, identifier
      ) as whole using (resource, identifier)
      ${resourceNames}
      order by lower(${resourceName}), item.resource, item.identifier collate "C", item.answers desc, item.response collate "C"`
    const minimum = reader.scope.minimumCell
    const rows = await readRows<ResponseRow>(reader, statement.compile(reader.db))
    // What somebody wrote names them as well as a number does, so that a small response is not there at all.
    return rows
      .filter(({ people }) => people >= minimum || minimum <= 1)
      .map(({ people, people_all, ...row }) =>
        hideSmall(row, isSmall(people, people_all, minimum) ? ['answers', 'share'] : []),
      )
  },
})
