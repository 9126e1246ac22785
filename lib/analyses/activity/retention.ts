/** Of those who began to learn in the same month or week, who still learns later (METRICS.md, retention). */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { buckets, type Grain } from '@/lib/filters/buckets'
import { earlier, later } from '@/lib/filters/days'
import { sources } from '@/lib/filters/filters'
import { dimensions } from '@/lib/metrics/dimensions'
import { beginners } from '@/lib/metrics/beginners'
import { activity } from '@/lib/metrics/facts/activity'
import { readRows } from '@/lib/metrics/read-rows'
import { defineAnalysis, factRows, selectionOf, type AnalysisQuery } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'

interface Cell {
  readonly cohort: string
  readonly start: string
  readonly members: number
  readonly active: number
}

export const retention = defineAnalysis({
  label: 'Retention',
  description: 'Of the people who first learned in a month (or week), the share that learns in each later one.',
  formula:
    'Cohort: people by the month of their first evidence ever. Cell: members with evidence in that month ÷ members still observed in it, who are those whose accounts were not all deleted before it.',
  readFrom: activity.metrics.active_learners.readFrom,
  leftOut: [
    'Months after the data was loaded or after the period.',
    'Before the first day of the data nothing is known: everybody is new at its left edge.',
  ],
  columns: [
    { name: 'cohort', label: 'First learned in', kind: 'day' },
    { name: 'start', label: 'Learned in', kind: 'day' },
    { name: 'number', label: 'Periods later', kind: 'number', format: 'count' },
    { name: 'members', label: 'Observed', kind: 'number', format: 'count' },
    { name: 'active', label: 'Active', kind: 'number', format: 'count' },
    { name: 'retention', label: 'Retention', kind: 'number', format: 'percent' },
    { name: 'is_unfinished', label: 'Unfinished', kind: 'boolean' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: { cohort: { description: 'What a cohort begins in.', values: ['month', 'week'], absent: 'month' } },
  async rows(reader, query) {
    const grain: Grain = query.parameters?.cohort === 'week' ? 'week' : 'month'
    const { from, to } = query.filters
    const observed = observedUntil(reader, query)
    const last = earlier(to, observed.any)
    if (last < from) return []
    const periods = buckets({ from, to: last }, grain)
    const bucketOf = (day: string) => dimensions[grain].key(sql.ref(day))
    const learned = beginners(reader, query.filters, periods) ?? evidenceOfFacts(reader, query, bucketOf)
    const statement = sql<Cell>`
      with evidence as materialized (${learned}), member as materialized (
        select evidence.person_id, evidence.start as cohort,
          (select max(case when account.source = 'datacamp' then coalesce(learner.deleted_at, 'infinity') else 'infinity' end)
            from mart.identity as account
            left join datacamp.user_dim as learner
              on learner.user_id = case account.source when 'datacamp' then nullif(account.source_id, '')::bigint end
            where account.person_id = evidence.person_id) as gone_at
        from evidence where evidence.is_first
      )
      select member.cohort::text, period.start::text as start, count(evidence.person_id)::int as active,
        (count(*) filter (where evidence.person_id is not null or coalesce(member.gone_at, 'infinity') > period.start))::int as members
      from member
      join unnest(${periods.map(({ start }) => start)}::date[]) as period (start) on period.start >= member.cohort
      left join evidence on evidence.person_id = member.person_id and evidence.start = period.start
      group by member.cohort, period.start
      order by member.cohort, period.start`
    const cells = await readRows<Cell>(reader, statement.compile(reader.db))
    const number = new Map(periods.map(({ start }, index) => [start, index]))
    return cells.map(({ members, active, ...cell }) => {
      const end = periods[number.get(cell.start) ?? 0]?.end ?? last
      const row = {
        ...cell,
        number: (number.get(cell.start) ?? 0) - (number.get(cell.cohort) ?? 0),
        members,
        active,
        retention: members === 0 ? null : active / members,
        is_unfinished: end > earlier(to, observed.all),
      }
      const minimum = reader.scope.minimumCell
      const tooFew = members > 0 && members < minimum
      const hidden = tooFew || isSmall(active, members, minimum)
      return hideSmall(row, [
        ...(tooFew ? (['members'] as const) : []),
        ...(hidden ? (['active', 'retention'] as const) : []),
      ])
    })
  },
})

/** Who learned in which period, and whether for the first time; of those alone who began within all of them. */
function evidenceOfFacts(
  reader: ScopedReader,
  query: AnalysisQuery,
  bucketOf: (day: string) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select fact.person_id, ${bucketOf('fact.day')} as start, bool_or(fact.day = fact.first_evidence) as is_first
    from ${factRows(reader, activity, selectionOf(reader, query))}
    where fact.is_evidence and fact.first_evidence >= ${query.filters.from}::date
    group by 1, 2`
}

/** The last day of which some of the sources asked for know something, and the last that all of them know. */
function observedUntil({ asOf }: ScopedReader, { filters }: AnalysisQuery): { any: string; all: string } {
  const asked = sources.filter((source) => filters.source.length === 0 || filters.source.includes(source))
  const days = asked.map((source) => asOf[source]?.slice(0, 10)).filter((day) => day !== undefined)
  const [first = filters.to] = days
  return { any: days.reduce(later, first), all: days.reduce(earlier, first) }
}
