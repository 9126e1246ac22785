/** What of an address becomes part of a view: what the page understands, without the place in its lists. */
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import type { ScopedReader } from '@/lib/authz/reader'
import { dayOf } from '@/lib/filters/days'
import { newestDay } from '@/lib/filters/filters'
import { viewParam } from '@/lib/filters/view-param'
import type { KeptAddress } from './open-view'
import { readingOf } from './page-reading'
import { keepPeriod } from './periods'
import { EXPLORER, viewPageAt } from './view-pages'
import { ViewRefused } from './view-refused'
import { whatHolds } from './what-holds'

/** Browsers, proxies and mail programs take addresses of this length. */
export const MOST_LETTERS = 4_000

/** Where somebody was, which rows were open, and counts that take long: no part of a view. */
const ofTheMoment = [viewParam, 'page', 'lines', 'cursor', 'row', 'count'] as const

export interface Asked {
  readonly path: string
  readonly search: string
  /** What its owner says that the period means; null: nothing. */
  readonly period: string | null
}

export function keepAddress(
  { asOf }: Pick<ScopedReader, 'asOf'>,
  actor: Actor,
  { path, search, period }: Asked,
): KeptAddress {
  const page = viewPageAt(path)
  const read = page && may(actor, page.permission) ? readingOf(page, asOf) : null
  if (page === null || read === null) throw new ViewRefused('This page cannot be kept as a view.')
  const asked = new URLSearchParams([...new URLSearchParams(search)].filter(([, value]) => value !== ''))
  for (const name of ofTheMoment) asked.delete(name)
  if (asked.toString().length > MOST_LETTERS) {
    throw new ViewRefused(`This address is too long to be kept: it has more than ${MOST_LETTERS} characters.`)
  }
  const { leftOut } = whatHolds(asked, read)
  if (leftOut.length > 0 || asked.toString().includes('%00')) {
    const names = leftOut.map(({ param }) => `“${param}”`).join(', ') || 'a NUL character'
    throw new ViewRefused(`The page does not understand a part of its address: ${names}. Remove it and try again.`)
  }
  const newest = newestDay(dayOf(new Date()), asOf)
  const kept = page.key === EXPLORER ? asked : keepPeriod(asked, newest, period)
  return { path: page.path, search: kept.toString() }
}
