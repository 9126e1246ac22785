/** Numbers and times in at most twenty buckets of equal width, with edges that people read easily. */
import { sql, type RawBuilder } from 'kysely'
import type { Column, Table } from '@/lib/catalogue/types'
import { typed } from './typed-value'

/** How to number the buckets in SQL, and what value begins the bucket of a number. */
export interface Bucketing {
  readonly bucketOf: (value: RawBuilder<unknown>) => RawBuilder<unknown>
  readonly edgeOf: (bucket: RawBuilder<unknown>) => RawBuilder<string>
  readonly first: RawBuilder<unknown>
  readonly last: RawBuilder<unknown>
}

const MOST_BUCKETS = 20
/** Doubles divide whole numbers up to here without moving one into the next bucket. */
const EXACT = 2 ** 52
const DAY = 86_400
const DAYS = [1, 2, 7, 14, 28, 56, 91, 182, 364, 728]
const SECONDS = [1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, ...DAYS.map((days) => days * DAY)]
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120]

/** Whether values of the column lie in an order worth drawing; numbers that identify something do not. */
export function isSpread(table: Table, of: Column): boolean {
  if (isDayNumber(of) || of.kind === 'numeric' || of.kind === 'date' || of.kind === 'timestamp') return true
  if (of.kind !== 'integer' && of.kind !== 'bigint') return false
  return !of.references && !table.key.includes(of.name) && !/(^|_)id$/.test(of.name)
}

/** 20260131 means a day. */
function isDayNumber({ kind, name, references }: Column): boolean {
  return kind === 'bigint' && (references === 'date_dim.date_id' || name === 'date_id')
}

/** `least` and `most` as PostgreSQL prints them, both finite; null: they are too far apart to part. */
export function bucketsOver(of: Column, least: string, most: string): Bucketing | null {
  const scale = scaleOf(of, least, most)
  if (!scale) return null
  return { ...scale, first: scale.bucketOf(typed(of.kind, least)), last: scale.bucketOf(typed(of.kind, most)) }
}

type Scale = Pick<Bucketing, 'bucketOf' | 'edgeOf'>

function scaleOf(of: Column, least: string, most: string): Scale | null {
  if (of.kind === 'date') {
    const width = fitting(DAYS, dayNumber(least), dayNumber(most))
    return width === null ? null : ofDays(width)
  }
  if (of.kind === 'timestamp') {
    const width = fitting(SECONDS, second(least), second(most))
    return width === null ? null : ofSeconds(width)
  }
  if (isDayNumber(of) && isDay(least) && isDay(most) && month(least) !== month(most)) {
    const width = fitting(MONTHS, month(least), month(most))
    return width === null ? null : ofMonths(width)
  }
  return ofNumbers(of.kind === 'numeric', Number(least), Number(most))
}

/** The narrowest of these widths, or of multiples of the widest, that takes few enough buckets. */
function fitting(widths: readonly number[], least: number, most: number): number | null {
  if (!Number.isFinite(least) || !Number.isFinite(most)) return null
  const fits = (width: number) => Math.floor(most / width) - Math.floor(least / width) < MOST_BUCKETS
  const found = widths.find(fits)
  if (found !== undefined) return found
  const widest = widths.at(-1) ?? 1
  return widest * Math.ceil((most - least) / widest / (MOST_BUCKETS - 1))
}

const ORIGIN = '2000-01-03'
const FIRST_DAY = '2000-01-01'
const second = (text: string) => (Date.parse(`${text.replace(' ', 'T')}Z`) - Date.parse(ORIGIN)) / 1_000
const dayNumber = (text: string) => second(`${text} 00:00:00`) / DAY

/** Weeks begin on Mondays. No edge lies before the first day that a filter takes. */
function ofDays(width: number): Scale {
  const origin = sql`cast(${ORIGIN} as date)`
  return {
    bucketOf: (value) => sql`floor((${value} - ${origin})::float8 / ${width}::float8)::bigint`,
    edgeOf: (bucket) =>
      sql<string>`greatest(${origin} + (${bucket} * ${width}::bigint)::integer, cast(${FIRST_DAY} as date))::text`,
  }
}

function ofSeconds(width: number): Scale {
  const origin = sql`cast(${ORIGIN} as timestamp)`
  return {
    bucketOf: (value) => sql`floor(date_part('epoch', ${value} - ${origin}) / ${width}::float8)::bigint`,
    edgeOf: (bucket) =>
      sql<string>`greatest(${origin} + ${bucket} * ${width}::float8 * interval '1 second', cast(${FIRST_DAY} as timestamp))::text`,
  }
}

const isDay = (text: string) => /^\d{8}$/.test(text)
const month = (text: string) => Math.floor(Number(text) / 10_000) * 12 + (Math.floor(Number(text) / 100) % 100) - 1

function ofMonths(width: number): Scale {
  return {
    bucketOf: (value) =>
      sql`floor((${value} / 10000 * 12 + ${value} / 100 % 100 - 1)::float8 / ${width}::float8)::bigint`,
    edgeOf: (bucket) => {
      const months = sql`(${bucket} * ${width}::bigint)`
      return sql<string>`(${months} / 12 * 10000 + (${months} % 12 + 1) * 100 + 1)::text`
    },
  }
}

function ofNumbers(fractions: boolean, least: number, most: number): Scale | null {
  const width = niceWidth(most - least, fractions)
  if (width === null) return null
  const byNumeric: Scale = {
    bucketOf: (value) => sql`floor(${value}::numeric / ${width}::numeric)`,
    edgeOf: (bucket) => sql<string>`trim_scale(${bucket}::numeric * ${width}::numeric)::text`,
  }
  if (fractions || Math.abs(least) > EXACT || Math.abs(most) > EXACT) return byNumeric
  return { ...byNumeric, bucketOf: (value) => sql`floor(${value}::float8 / ${width}::float8)::bigint` }
}

/** 1, 2 or 5 times a power of ten, written out: wide enough that twenty buckets reach from end to end. */
function niceWidth(span: number, fractions: boolean): string | null {
  if (!Number.isFinite(span)) return null
  const least = span / (MOST_BUCKETS - 1)
  if (least === 0 || (!fractions && least <= 1)) return '1'
  const power = Math.floor(Math.log10(least))
  const [digit, exponent] = [1, 2, 5]
    .flatMap((of): [number, number][] => [
      [of, power],
      [of, power + 1],
    ])
    .toSorted((a, b) => a[0] * 10 ** a[1] - b[0] * 10 ** b[1])
    .find(([of, at]) => of * 10 ** at >= least) ?? [1, power + 2]
  return `${digit}e${exponent}`
}
