/** Which part of what ends a list shows: what has ended, what ends soon, or the days somebody clicked on. */
import { sql, type RawBuilder } from 'kysely'
import { daysBetween, isDay } from '@/lib/filters/days'
import type { Period } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { expiryDays } from '@/lib/metrics/facts/expiries'

/** In days from the moment of the data of each source: from the first, up to but not with the second. */
export const expirySpans = {
  ended: { from: -30, below: 0 },
  '30': { from: 0, below: 30 },
  '60': { from: 30, below: 60 },
  '90': { from: 60, below: 90 },
  ahead: { from: 0, below: 90 },
} as const satisfies Readonly<Record<string, { readonly from: number; readonly below: number }>>
export type NamedSpan = keyof typeof expirySpans
export type ExpirySpan = NamedSpan | Period

export const usualSpan: NamedSpan = '30'

const isNamed = (text: string): text is NamedSpan => Object.hasOwn(expirySpans, text)

/** "ended", "30", "2026-12-07" or "2026-12-07..2026-12-13". */
export function readSpan(text: string): ExpirySpan {
  if (isNamed(text)) return text
  const [from = '', to = from, ...more] = text.split('..')
  if (more.length === 0 && isDay(from) && isDay(to) && daysBetween(from, to) >= 0) return { from, to }
  throw new InvalidFilter(
    'when',
    `when: "${text}" is not known. Use one of: ${Object.keys(expirySpans).join(', ')}, a day like 2026-12-07 or days like 2026-12-07..2026-12-13.`,
  )
}

export function writeSpan(span: ExpirySpan): string {
  if (typeof span === 'string') return span
  return span.from === span.to ? span.from : `${span.from}..${span.to}`
}

/** Over the rows of the fact; days are those that the page looks at as well. */
export function isInSpan(span: ExpirySpan): RawBuilder<boolean> {
  const between = (from: number, below: number) =>
    sql<boolean>`fact.days_left >= ${from}::int and fact.days_left < ${below}::int`
  if (typeof span === 'string') return between(expirySpans[span].from, expirySpans[span].below)
  return sql`fact.day between ${span.from}::date and ${span.to}::date and ${between(-expiryDays.before, expiryDays.after)}`
}
