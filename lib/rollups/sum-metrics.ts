/** The metrics that rollups of sums hold, and the columns that they are. */
import { sql, type RawBuilder } from 'kysely'
import type { FactMetricName } from '@/lib/metrics/names'
import { LARGEST, type Count } from './measures'

interface SumMetric {
  readonly column: 'seconds' | 'xp' | 'learners' | Exclude<Count, 'activity_rows'>
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
  /** No sum: only where it stands in a rollup as it is (./sums-reader.ts). */
  active_learners: { column: 'learners', rows: ['activity_rows'] },
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

/**
 * Hours to six decimals come out the same in float8 as in numeric for whole seconds up to 2^40: no multiple of a ninth lies
 * near enough to a half. It takes a tenth of the time, which counts where there are as many groups as rows.
 */
const fastHours = (seconds: RawBuilder<unknown>) => sql`round(${seconds}::float8 * 2500 / 9) / 1000000`
const exactHours = (seconds: RawBuilder<unknown>) => sql`round((${seconds}) / 3600::numeric, 6)::float8`

/** Of a group of rows: exact sums, divided once. */
export function valueOfGroup(name: SumMetricName): RawBuilder<unknown> {
  const { column: measure, inHours } = metricOf(name)
  const whole = sql`sum(${column(measure)})`
  if (!isAmount(measure)) return sql`coalesce(${whole}, 0)::float8`
  const rest = sql`sum(${column(`${measure}_rest`)})`
  const isFast = sql`${rest} is null and ${whole} between ${-LARGEST}::bigint and ${LARGEST}::bigint`
  const [small, large] = [sql`(${whole})::bigint`, sql`${whole} + coalesce(${rest}, 0)`]
  const [fast, exact] = inHours
    ? [fastHours(small), exactHours(large)]
    : [sql`${small}::float8`, sql`(${large})::float8`]
  return sql`coalesce(case when ${isFast} then ${fast} else ${exact} end, 0)`
}

/** Of one row, whose whole amounts stay below that limit. */
export function valueOfRow(name: SumMetricName): RawBuilder<unknown> {
  const { column: measure, inHours } = metricOf(name)
  const whole = column(measure)
  if (!isAmount(measure)) return sql`${whole}::float8`
  const rest = column(`${measure}_rest`)
  const exact = sql`${whole} + ${rest}`
  const [fast, slow] = inHours
    ? [fastHours(whole), exactHours(exact)]
    : [sql`${whole}::float8`, sql`(${exact})::float8`]
  return sql`case when ${rest} is null then ${fast} else ${slow} end`
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
