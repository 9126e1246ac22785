/** What every rollup of sums holds per row, and how sums are written down exactly. */

export const counts = [
  'activity_rows',
  'enrolments',
  'course_starts',
  'sj_course_starts',
  'course_completions',
  'sj_course_completions',
] as const

export const amounts = ['seconds', 'xp'] as const

export type Count = (typeof counts)[number]
export type Amount = (typeof amounts)[number]

/** Where amounts are one exact number each. */
export const sums: readonly string[] = [...amounts, ...counts]

/**
 * Whole numbers up to here stay exact as float8, multiplied by 2,500 too; dividing them is ten times as fast as dividing
 * numerics. What is left of an amount (fractions of Skilljar's, or a sum from a broken source) goes to the column beside it.
 */
export const LARGEST = 2 ** 40

/** The values of an amount's two columns, from the exact sum. */
export function amountValues(sum: string): readonly [whole: string, rest: string] {
  const whole = `case when abs(${sum}) <= ${LARGEST} then floor(${sum}) else 0 end`
  return [`(${whole})::bigint`, `nullif(${sum} - (${whole}), 0)`]
}

/** Measures of mart.activity; the query goes on with its source. */
export const activityMeasures = `seconds, xp, 1 as activity_rows, 0 as enrolments, 0 as course_starts,
  0 as sj_course_starts, 0 as course_completions, 0 as sj_course_completions`

/** Starts and completions know which platform they are of; the days of a pair are those of its moments. */
export function momentRows(pairs: string): string {
  const of = (source: string) => `(source = '${source}')::int`
  const moments: readonly (readonly [string, readonly string[]])[] = [
    ['enrolled_at', ['1', '0', '0', '0', '0']],
    ['started_at', ['0', of('datacamp'), of('skilljar'), '0', '0']],
    ['completed_at', ['0', '0', '0', of('datacamp'), of('skilljar')]],
  ]
  const named = counts.slice(1)
  return moments
    .map(
      ([moment, values]) => `
    select ${moment}::date as day, person_id, source, 'course' as content_type, technology,
      0::numeric as seconds, 0::numeric as xp, 0 as activity_rows,
      ${values.map((value, index) => `${value} as ${named[index]}`).join(', ')}
    from ${pairs} where ${moment} is not null`,
    )
    .join(' union all ')
}
