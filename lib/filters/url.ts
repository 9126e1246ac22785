/** Filters in an address: an absent parameter means its default, a malformed one is an error that names it. */
import { grains } from './buckets'
import { addDays, dayOf, firstDay, isDay, lastDay } from './days'
import {
  archivedWords,
  comparisons,
  defaultDays,
  defaultFilters,
  memberships,
  mostWindowDays,
  narrowings,
  newestDay,
  noTeam,
  sources,
  type Filters,
  type Where,
} from './filters'
import { InvalidFilter } from './invalid-filter'

export type Search = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>

/** Parameters that readFilters understands; pages name their own beside them (refuseUnknown). */
export const filterNames = [
  'from',
  'to',
  'grain',
  'team',
  'technology',
  'content_type',
  'source',
  ...narrowings,
  'membership',
  'compare',
  'window_days',
  'archived',
] as const
export type FilterName = (typeof filterNames)[number]

/** Load times of the data, as a reader knows them; the default period ends on the newest whole day of them. */
export type AsOf = Readonly<Record<string, string | null>>

export function readFilters(search: Search, now: Date, asOf: AsOf = {}): Filters {
  const defaults = defaultFilters(newestDay(dayOf(now), asOf))
  const to = readDay(search, 'to') ?? defaults.to
  const givenFrom = readDay(search, 'from')
  const from = givenFrom ?? addDays(to, 1 - defaultDays)
  if (from > to) {
    throw readOne(search, 'to') === null
      ? new InvalidFilter('from', `from: ${from} lies after ${to}, the newest whole day of data; give an earlier day.`)
      : new InvalidFilter('from', `from: ${from} lies after to (${to}); the period must not end before it starts.`)
  }
  return {
    from,
    to,
    grain: readChoice(search, 'grain', grains) ?? defaults.grain,
    team: readTeams(search),
    technology: readList(search, 'technology'),
    contentType: readList(search, 'content_type'),
    source: readList(search, 'source').map((value) => choice('source', value, sources)),
    where: readWhere(search),
    membership: readChoice(search, 'membership', memberships) ?? defaults.membership,
    compare: readChoice(search, 'compare', comparisons) ?? defaults.compare,
    windowDays: readWindowDays(search) ?? defaults.windowDays,
    archived: readChoice(search, 'archived', archivedWords) === 'with',
  }
}

/** The address of these filters; what equals its default stays out, except the period, so that a link keeps its meaning. */
export function filterParams(filters: Filters): URLSearchParams {
  const defaults = defaultFilters(filters.to)
  const params = new URLSearchParams({ from: filters.from, to: filters.to })
  if (filters.grain !== defaults.grain) params.set('grain', filters.grain)
  if (filters.team.length > 0) params.set('team', filters.team.map((id) => (id === noTeam ? 'none' : id)).join(','))
  if (filters.technology.length > 0) params.set('technology', writeList(filters.technology))
  if (filters.contentType.length > 0) params.set('content_type', writeList(filters.contentType))
  if (filters.source.length > 0) params.set('source', filters.source.join(','))
  for (const name of narrowings) {
    const values = filters.where[name] ?? []
    if (values.length > 0) params.set(name, writeList(values))
  }
  if (filters.membership !== defaults.membership) params.set('membership', filters.membership)
  if (filters.compare !== defaults.compare) params.set('compare', filters.compare)
  if (filters.windowDays !== defaults.windowDays) params.set('window_days', String(filters.windowDays))
  if (filters.archived) params.set('archived', 'with')
  return params
}

/** Refuses a parameter that nobody reads: a misspelt filter must not show an unfiltered number. */
export function refuseUnknown(search: Search, alsoKnown: readonly string[] = []): void {
  const known = [...filterNames, ...alsoKnown]
  for (const name of namesOf(search)) {
    if (!known.includes(name)) {
      throw new InvalidFilter(name, `"${name}" is no parameter here. Known are: ${known.join(', ')}.`)
    }
  }
}

function namesOf(search: Search): string[] {
  if (search instanceof URLSearchParams) return [...new Set(search.keys())]
  return Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [name]))
}

/** The one value of a parameter; null where it is absent. */
export function readOne(search: Search, param: string): string | null {
  const raw = search instanceof URLSearchParams ? search.getAll(param) : (search[param] ?? [])
  const values = typeof raw === 'string' ? [raw] : raw
  if (values.length > 1) {
    throw new InvalidFilter(
      param,
      `${param}: is given ${values.length} times; give it once, with commas between values.`,
    )
  }
  return values[0] ?? null
}

/** Comma-separated values without duplicates; "\," is a comma inside a value. */
export function readList(search: Search, param: string): string[] {
  const text = readOne(search, param)
  if (text === null) return []
  const values = splitList(text).map((value) => value.trim())
  if (values.includes('')) {
    throw new InvalidFilter(param, `${param}: has an empty value; separate values with single commas, or leave it out.`)
  }
  if (values.some((value) => value.includes('\0'))) {
    throw new InvalidFilter(param, `${param}: holds a NUL character, which no value in the data has.`)
  }
  return [...new Set(values)]
}

function splitList(text: string): string[] {
  const values: string[] = []
  let value = ''
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\' && at + 1 < text.length) value += text[++at]
    else if (text[at] === ',') {
      values.push(value)
      value = ''
    } else value += text[at]
  }
  return [...values, value]
}

function writeList(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',')
}

function readDay(search: Search, param: string): string | null {
  const text = readOne(search, param)
  if (text === null || isDay(text)) return text
  throw new InvalidFilter(
    param,
    `${param}: "${text}" is not a day; write it like 2026-01-31, between ${firstDay} and ${lastDay}.`,
  )
}

function readTeams(search: Search): number[] {
  return readList(search, 'team').map((text) => {
    if (text === 'none') return noTeam
    const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : NaN
    if (Number.isSafeInteger(id)) return id
    throw new InvalidFilter(
      'team',
      `team: "${text}" is not a team id; write ids with commas between them, like team=12,40, or team=none.`,
    )
  })
}

function readWhere(search: Search): Where {
  return Object.fromEntries(
    narrowings.map((name) => [name, readList(search, name)] as const).filter(([, values]) => values.length > 0),
  )
}

function readWindowDays(search: Search): number | null {
  const text = readOne(search, 'window_days')
  if (text === null) return null
  const days = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : NaN
  if (days <= mostWindowDays) return days
  throw new InvalidFilter(
    'window_days',
    `window_days: "${text}" is not a number of days between 1 and ${mostWindowDays}; 30, 60 and 90 are usual.`,
  )
}

function readChoice<T extends string>(search: Search, param: string, allowed: readonly T[]): T | null {
  const text = readOne(search, param)
  return text === null ? null : choice(param, text, allowed)
}

function choice<T extends string>(param: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text)
  if (found !== undefined) return found
  throw new InvalidFilter(param, `${param}: "${text}" is not known. Use one of: ${allowed.join(', ')}.`)
}
