/** Questions inside of SCORM modules: how often each was answered, rightly, and with what (METRICS.md, SCORM). */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { scorm } from '@/lib/metrics/facts/scorm'
import { readRows } from '@/lib/metrics/read-rows'
import { scormModuleNames } from '@/lib/metrics/scorm-module-names'
import { defineAnalysis, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import { withCompanions } from '../with-companions'

const parameters = {
  resource: { description: 'Id of one SCORM resource; absent: every module attempted in the period.' },
} as const
const moduleColumns = [
  { name: 'resource', label: 'Resource id', kind: 'text' },
  { name: 'resource_name', label: 'Module', kind: 'text' },
  { name: 'identifier', label: 'Interaction', kind: 'text' },
] as const
const readFrom = [
  'skilljar.scorm_interaction.identifier',
  'skilljar.scorm_resource.identifier',
  'skilljar.web_package.title',
  ...scorm.metrics.scorm_modules.readFrom,
]
const leftOut = [
  'Attempts before the latest of the same lesson progress and module.',
  'Interactions without an identifier.',
]

/** Interactions of the latest attempts, as "interaction". SCORM 1.2 says "wrong" where later versions say "incorrect". */
function selected(reader: ScopedReader, query: AnalysisQuery): RawBuilder<unknown> {
  const resource = query.parameters?.resource ?? null
  return sql`(
    select fact.content_id as resource, fact.person_id, fact.student_id, interaction.student_sco_progress_id, trim(interaction.identifier) as identifier,
      interaction.response, replace(lower(trim(interaction.type)), '_', '-') as kind, lower(trim(interaction.result)) as result, lower(trim(interaction.result)) = 'correct' as is_right,
      lower(trim(interaction.result)) in ('incorrect', 'wrong') as is_wrong
    from ${factRows(reader, scorm, selectionOf(reader, query))}
    join skilljar.scorm_interaction as interaction on interaction.student_sco_progress_id = fact.student_sco_progress_id
    where trim(interaction.identifier) <> '' and (${resource}::text is null or fact.content_id = ${resource}::text)
  ) as interaction`
}

const resourceName = sql`coalesce(module.title, trim('Unknown module ' || item.resource))`
const resourceNames = sql`left join ${scormModuleNames} as module on module.scorm_resource_id = item.resource`

interface InteractionRow {
  readonly resource: string
  readonly resource_name: string
  readonly identifier: string
  readonly kind: string | null
  readonly attempts: number
  readonly answers: number
  readonly right: number
  readonly wrong: number
  readonly share_right: number | null
  readonly other_results: string | null
  readonly people: number
  readonly people_right: number
  /** Behind the result that the fewest people have. */
  readonly people_fewest: number
}

export const scormInteractions = defineAnalysis({
  label: 'SCORM interactions',
  description: 'How often each question inside of a SCORM module was answered, and the share that was right.',
  formula:
    'Answers with the result correct ÷ answers with the result correct, incorrect or wrong, in the latest attempts.',
  readFrom: ['skilljar.scorm_interaction.result', ...readFrom],
  leftOut: [...leftOut, 'Any other result: it is listed with its number, not guessed at.'],
  columns: [
    ...moduleColumns,
    { name: 'kind', label: 'Kind', kind: 'text' },
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
      select item.resource, ${resourceName} as resource_name, item.identifier, nullif(item.kind, '') as kind, item.attempts::int, item.answers::int,
        item."right"::int, item.wrong::int, item."right"::float8 / nullif(item."right" + item.wrong, 0) as share_right, told.results as other_results,
        item.people::int, item.people_right::int, told.people_fewest::int
      from (
        select resource, identifier, mode() within group (order by kind) as kind, count(distinct (student_sco_progress_id, student_id)) as attempts, count(*) as answers,
          count(*) filter (where is_right) as "right", count(*) filter (where is_wrong) as wrong,
          count(distinct person_id) as people, count(distinct person_id) filter (where is_right) as people_right
        from interaction
        group by resource, identifier
      ) as item
      left join (
        select resource, identifier, min(people) as people_fewest,
          string_agg(result || ' ' || number, ', ' order by number desc, result collate "C") filter (where result is not null) as results
        from (
          select resource, identifier, is_right is true as is_right, is_wrong is true as is_wrong,
            case when (is_right or is_wrong) is not true then coalesce(nullif(result, ''), 'none') end as result,
            count(*) as number, count(distinct person_id) as people
          from interaction
          group by 1, 2, 3, 4, 5
        ) as every
        group by resource, identifier
      ) as told using (resource, identifier)
      ${resourceNames}
      order by lower(${resourceName}), item.resource, item.identifier collate "C"`
    const minimum = reader.scope.minimumCell
    const numbers = ['attempts', 'answers', 'right', 'wrong', 'share_right', 'other_results'] as const
    const rows = await readRows<InteractionRow>(reader, statement.compile(reader.db))
    return rows.map(({ people, people_right, people_fewest, ...row }) => {
      if (people > 0 && people < minimum) return hideSmall(row, numbers)
      const isFew = isSmall(people_right, people, minimum) || (people_fewest > 0 && people_fewest < minimum)
      return hideSmall(row, isFew ? numbers.slice(2) : [])
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
  readonly right: number
  readonly people: number
  readonly people_all: number
  readonly people_right: number
}

export const scormResponses = defineAnalysis({
  label: 'SCORM responses',
  description: 'What people answered to each question inside of a SCORM module.',
  formula: 'Answers with the response ÷ answers to the interaction, in the latest attempts.',
  readFrom: ['skilljar.scorm_interaction.response', ...readFrom],
  leftOut,
  columns: [
    ...moduleColumns,
    { name: 'response', label: 'Response', kind: 'text' },
    { name: 'answers', label: 'Answers', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'right', label: 'Of these right', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters,
  async rows(reader, query) {
    const statement = sql<ResponseRow>`
      with interaction as materialized (select * from ${selected(reader, query)})
      select item.resource, ${resourceName} as resource_name, item.identifier, item.response, item.answers::int,
        item.answers::float8 / whole.answers as share, item."right"::int,
        item.people::int, whole.people::int as people_all, item.people_right::int
      from (
        select resource, identifier, response, count(*) as answers, count(distinct person_id) as people,
          count(*) filter (where is_right) as "right", count(distinct person_id) filter (where is_right) as people_right
        from interaction
        group by resource, identifier, response
      ) as item
      join (
        select resource, identifier, count(*) as answers, count(distinct person_id) as people from interaction group by resource, identifier
      ) as whole using (resource, identifier)
      ${resourceNames}
      order by lower(${resourceName}), item.resource, item.identifier collate "C", item.answers desc, item.response collate "C"`
    const rows = await readRows<ResponseRow>(reader, statement.compile(reader.db))
    const questions = Map.groupBy(rows, ({ resource, identifier }) => JSON.stringify([resource, identifier]))
    return [...questions.values()].flatMap((responses) => shown(responses, reader.scope.minimumCell))
  },
})

/** Of one question, whose answers and right ones are known together: one response is not what the others leave of them. */
function shown(responses: readonly ResponseRow[], minimum: number): AnalysisRow[] {
  const small = withCompanions(
    responses,
    ({ people, people_all }) => isSmall(people, people_all, minimum),
    ({ people }) => [people],
    minimum,
  )
  const sum = (of: 'people' | 'people_right') => [...small].reduce((all, row) => all + row[of], 0)
  const isRightHidden =
    isSmall(sum('people_right'), sum('people'), minimum) ||
    responses.some((row) => !small.has(row) && isSmall(row.people_right, row.people, minimum))
  // What somebody wrote names them as well as a number does, so that a small response is not there at all.
  return responses
    .filter(({ people }) => people >= minimum || minimum <= 1)
    .map((response) => {
      const { people: _, people_all: __, people_right: ___, ...row } = response
      if (small.has(response)) return hideSmall(row, ['answers', 'share', 'right'])
      return hideSmall(row, isRightHidden ? ['right'] : [])
    })
}
