/** The metrics that rollups of sums hold, and the columns that they are. */
import { sql, type RawBuilder } from 'kysely'
import type { FactMetricName } from '@/lib/metrics/names'
import type { Count } from './measures'

interface SumMetric {
  readonly column: 'seconds' | 'xp' | Exclude<Count, 'activity_rows'>
  readonly inHours?: boolean
  /** Rows of the metric's fact: a group without any does not show. */
  readonly rows: readonly Count[]
}

const starts = ['course_starts', 'sj_course_starts'] as const
const completions = ['course_completions', 'sj_course_completions'] as const

export const sumMetrics = {
  learning_hours: { column: 'seconds', inHours: true, rows: ['activity_rows'] },
  learning_seconds: { column: 'seconds', rows: ['activity_rows'] },
  xp: { column: 'xp', rows: ['activity_rows'] },
  enrolments: { column: 'enrolments', rows: ['enrolments'] },
  course_starts: { column: 'course_starts', rows: starts },
  sj_course_starts: { column: 'sj_course_starts', rows: starts },
  course_completions: { column: 'course_completions', rows: completions },
  sj_course_completions: { column: 'sj_course_completions', rows: completions },
} as const satisfies Partial<Record<FactMetricName, SumMetric>>

export type SumMetricName = keyof typeof sumMetrics

export function isSumMetric(name: string): name is SumMetricName {
  return Object.hasOwn(sumMetrics, name)
}

export const metricOf = (name: SumMetricName): SumMetric => sumMetrics[name]

const column = (name: string) => sql.ref(`fact.${name}`)
const isAmount = (name: SumMetric['column']): boolean => name === 'seconds' || name === 'xp'

/** Of a group of rows: exact sums, divided once. */
export function valueOfGroup(name: SumMetricName): RawBuilder<unknown> {
  const { column: measure, inHours } = metricOf(name)
  const total = isAmount(measure)
    ? sql`sum(${column(measure)}) + coalesce(sum(${column(`${measure}_rest`)}), 0)`
    : sql`sum(${column(measure)})`
  return sql`coalesce(${inHours ? sql`round((${total}) / 3600::numeric, 6)` : total}, 0)::float8`
}

/**
 * Of one row. Whole seconds of a rollup stay below 2^40, where hours to six decimals come out the same in float8 as in numeric:
 * no multiple of a ninth lies near enough to a half. A million rows take a tenth of the time.
 */
export function valueOfRow(name: SumMetricName): RawBuilder<unknown> {
  const { column: measure, inHours } = metricOf(name)
  const whole = column(measure)
  if (!isAmount(measure)) return sql`${whole}::float8`
  const rest = column(`${measure}_rest`)
  const [fast, exact] = inHours
    ? [sql`round(${whole}::float8 * 2500 / 9) / 1000000`, sql`round((${whole} + ${rest}) / 3600::numeric, 6)::float8`]
    : [sql`${whole}::float8`, sql`(${whole} + ${rest})::float8`]
  return sql`case when ${rest} is null then ${fast} else ${exact} end`
}

/** The measures that these metrics are made of, and those that say whether a group shows. */
export function measuresOf(names: readonly SumMetricName[]): readonly string[] {
  const measures = names.map(metricOf).flatMap(({ column: measure, rows }) => [measure, ...rows])
  return [...new Set(measures)].flatMap((name) =>
    name === 'seconds' || name === 'xp' ? [name, `${name}_rest`] : [name],
  )
}

export function hasRows(names: readonly SumMetricName[]): RawBuilder<unknown> {
  const rows = [...new Set(names.flatMap((name) => metricOf(name).rows))]
  return sql`(${sql.join(
    rows.map((name) => sql`${column(name)} > 0`),
    sql` or `,
  )})`
}
