/** How long a question takes beside the star in PostgreSQL and in DuckDB, and the periods that are asked about. */
import { scaleFrom, scaleTo } from '@/lib/demo/scale/scale'
import { bucketStart, nextBucket } from '@/lib/filters/buckets'
import { addDays } from '@/lib/filters/days'
import { milliseconds, type Ratio } from './measure'

/** All of it, in whole weeks; the documentation’s query knows no period. */
export const always = {
  from: bucketStart('week', scaleFrom),
  to: addDays(nextBucket('week', bucketStart('week', scaleTo)), -1),
}
export const last = (days: number) => ({ from: addDays(scaleTo, 1 - days), to: scaleTo })

/** For one question: rounds, and seconds. */
export const howOften = { rounds: 9, budget: 8 }

export interface Limits {
  readonly raw?: number
  readonly duck?: number
}

/** One ratio per peer. */
export function against(
  name: string,
  times: { readonly ours: number; readonly raw?: number; readonly duck?: number },
  limits: Limits = {},
): Ratio[] {
  const ratio = (peer: string, time: number | undefined, limit: number | undefined): Ratio[] =>
    time === undefined
      ? []
      : [
          {
            name: `${name}, against ${peer}`,
            value: time / times.ours,
            ...(limit !== undefined && { limit: `at least ${limit}` }),
            reads: 'times faster',
            ours: milliseconds(times.ours),
            against: milliseconds(time),
          },
        ]
  return [...ratio('the raw star', times.raw, limits.raw), ...ratio('DuckDB', times.duck, limits.duck)]
}
