/** People by what they answered at sign-up to a Skilljar domain, and what they learned. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Fact } from '@/lib/metrics/fact'
import { activity } from '@/lib/metrics/facts/activity'
import { courseCompletions } from '@/lib/metrics/facts/course-completions'
import { courseEnrolments } from '@/lib/metrics/facts/course-enrolments'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from '../analysis'
import { hideSmall } from '../hide-small'
import { withCompanions } from '../with-companions'
import { answerSets, ownDomainName, ownFieldName, PEOPLE_PER_ANSWER } from './signup-answers'

interface SegmentRow {
  readonly field: string
  readonly field_name: string
  readonly domain: string | null
  readonly domain_name: string
  readonly answer: string | null
  readonly people: number
  readonly enrolments: number
  readonly people_enrolled: number
  readonly completions: number
  readonly people_completed: number
  readonly hours: number
  readonly hours_each: number
  readonly people_active: number
}

/** An answer that fewer people gave is nobody's segment, and may tell who they are. */
const LEAST_OF_ANSWER = 2

/** One row per person: everything that is counted is summed before anybody's answers are joined. */
const perPerson = (reader: ScopedReader, fact: Fact, query: AnalysisQuery, value: RawBuilder<unknown>) => sql`(
  select fact.person_id, ${value} as value from ${factRows(reader, fact, selectionOf(reader, query))}
  where fact.source = 'skilljar' group by fact.person_id)`

export const signupSegments = defineAnalysis({
  label: 'Segments by sign-up answer',
  description:
    'People by what they answered to a sign-up question of a Skilljar domain, with their enrolments, completions and hours of the period.',
  formula:
    'Distinct people per answer, whatever its letter case; their Skilljar enrolments, courses completed and learning hours in the period.',
  readFrom: [
    'skilljar.domain_signup_info.value',
    'skilljar.domain_signup_field.label',
    'skilljar.domain_membership.student_id',
    'skilljar.domain.name',
    'skilljar.enrollment.enrolled_at',
    'skilljar.student_course_progress.completed_at',
    'skilljar.student_lesson_session_time_hourly.session_time_seconds',
  ],
  leftOut: [
    `Questions with fewer than ${PEOPLE_PER_ANSWER} people per answer on average: such answers are each person’s own.`,
    'Answers of one person, which are one row together; for readers of aggregates, answers of fewer than 5 people.',
  ],
  columns: [
    { name: 'field', label: 'Question id', kind: 'text' },
    { name: 'field_name', label: 'Question', kind: 'text' },
    { name: 'domain', label: 'Domain id', kind: 'text' },
    { name: 'domain_name', label: 'Domain', kind: 'text' },
    { name: 'answer', label: 'Answer', kind: 'text' },
    { name: 'people', label: 'People', kind: 'number', format: 'count' },
    { name: 'enrolments', label: 'Enrolments', kind: 'number', format: 'count' },
    { name: 'completions', label: 'Completions', kind: 'number', format: 'count' },
    { name: 'hours', label: 'Hours', kind: 'number', format: 'hours' },
    { name: 'hours_each', label: 'Hours per person', kind: 'number', format: 'hours' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: { field: { description: 'Id of one sign-up question; absent: every one that divides people.' } },
  async rows(reader, query) {
    const minimum = reader.scope.minimumCell
    const least = Math.max(LEAST_OF_ANSWER, minimum)
    const statement = sql<SegmentRow>`
      with ${answerSets(reader, query)}, spelling as (
        select field, value, (array_agg(spelled order by number desc, spelled collate "C"))[1] as spelled
        from (select field, value, spelled, count(*) as number from reach group by field, value, spelled) as spelled
        group by field, value
      ), size as (
        select field, value, count(distinct person_id) as people from reach group by field, value
      ), segment as materialized (
        select distinct answer.person_id, answer.field, case when size.people >= ${least}::int then spelling.spelled end as answer
        from answer
        join field on field.field = answer.field and field.is_segment
        join size on size.field = answer.field and size.value = answer.value
        join spelling on spelling.field = answer.field and spelling.value = answer.value
      )
      select segment.field, ${ownFieldName} as field_name, known.domain_id as domain, ${ownDomainName} as domain_name, segment.answer,
        count(*)::int as people,
        coalesce(sum(enrolled.value), 0)::int as enrolments, count(enrolled.value)::int as people_enrolled,
        coalesce(sum(completed.value), 0)::int as completions, count(completed.value)::int as people_completed,
        round(coalesce(sum(spent.value), 0) / 3600::numeric, 6)::float8 as hours,
        round(coalesce(sum(spent.value), 0) / 3600::numeric / count(*), 6)::float8 as hours_each,
        (count(*) filter (where spent.value > 0))::int as people_active
      from segment
      join skilljar.domain_signup_field as known on known.domain_signup_field_id = segment.field
      left join skilljar.domain as domain on domain.domain_id = known.domain_id
      left join ${perPerson(reader, courseEnrolments, query, sql`count(*)`)} as enrolled on enrolled.person_id = segment.person_id
      left join ${perPerson(reader, courseCompletions, query, sql`count(*)`)} as completed on completed.person_id = segment.person_id
      left join ${perPerson(reader, activity, query, sql`sum(fact.seconds)`)} as spent on spent.person_id = segment.person_id
      group by segment.field, known.label, known.domain_id, domain.name, segment.answer
      order by lower(coalesce(known.label, '')), segment.field, segment.answer is null, people desc, segment.answer collate "C"`
    const rows = await readRows<SegmentRow>(reader, statement.compile(reader.db))
    return Map.groupBy(rows, ({ field }) => field)
      .values()
      .flatMap((own) => shown(own, minimum))
      .toArray()
  },
})

/** Of each question by itself: an answer of few people goes, and with it what would give it away. */
function shown(rows: readonly SegmentRow[], minimum: number): AnalysisRow[] {
  const few = (people: number) => people > 0 && people < minimum
  const small = withCompanions(
    rows,
    ({ people }) => few(people),
    ({ people }) => [people],
    minimum,
  )
  const hiddenOf = (behind: (row: SegmentRow) => number) =>
    withCompanions(
      rows,
      (row) => small.has(row) || few(behind(row)),
      (row) => [behind(row)],
      minimum,
    )
  const hours = hiddenOf((row) => row.people_active)
  const hidden = {
    people: small,
    enrolments: hiddenOf((row) => row.people_enrolled),
    completions: hiddenOf((row) => row.people_completed),
    hours,
    hours_each: hours,
  }
  const names = Object.keys(hidden) as (keyof typeof hidden)[]
  return rows.map((row) => {
    const { people_enrolled: _enrolled, people_completed: _completed, people_active: _active, ...told } = row
    return hideSmall(
      told,
      names.filter((name) => hidden[name].has(row)),
    )
  })
}
