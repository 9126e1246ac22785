/** Which entries of the audit log are shown, as an address says. */
import { isDay } from '@/lib/filters/days'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne } from '@/lib/filters/url'

export const outcomes = ['allowed', 'denied', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

/** Actors without an account. */
export const nameless = ['system', 'anonymous'] as const

export interface AuditFilter {
  /** First and last day (UTC). */
  readonly from: string | null
  readonly to: string | null
  /** Id of an account or token, or one of `nameless`. */
  readonly actor: string | null
  /** "user.change", or a part of the log: "user". */
  readonly action: string | null
  /** Some part of what it was done to. */
  readonly subject: string | null
  readonly outcome: Outcome | null
  /** Only entries that are older than this one. */
  readonly before: number | null
}

export const auditFilterNames = ['from', 'to', 'actor', 'action', 'subject', 'outcome', 'before'] as const

/** A form sends its empty fields too. */
function given(search: URLSearchParams, param: string): string | null {
  const text = readOne(search, param)?.trim() ?? ''
  return text === '' ? null : text
}

function read(search: URLSearchParams, param: string, pattern: RegExp, expected: string): string | null {
  const text = given(search, param)
  if (text === null || pattern.test(text)) return text
  throw new InvalidFilter(param, `${param}: "${text}" is not understood. ${expected}`)
}

function readDay(search: URLSearchParams, param: string): string | null {
  const text = given(search, param)
  if (text === null || isDay(text)) return text
  throw new InvalidFilter(param, `${param}: "${text}" is no day. Write one like 2026-01-31.`)
}

export function readAuditFilter(search: URLSearchParams): AuditFilter {
  for (const name of search.keys()) {
    if ((auditFilterNames as readonly string[]).includes(name)) continue
    throw new InvalidFilter(name, `"${name}" is no parameter here. Known are: ${auditFilterNames.join(', ')}.`)
  }
  const [from, to] = [readDay(search, 'from'), readDay(search, 'to')]
  if (from !== null && to !== null && from > to) {
    throw new InvalidFilter('from', `from: ${from} lies after to (${to}); the period must not end before it starts.`)
  }
  const actors = new RegExp(`^(${nameless.join('|')}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)
  const before = read(search, 'before', /^[1-9]\d{0,14}$/, 'The number of an entry is needed, like 128.')
  return {
    from,
    to,
    actor: read(search, 'actor', actors, `Use the id of an account or token, or ${nameless.join(' or ')}.`),
    action: read(search, 'action', /^[a-z]+(\.[a-z]+)*$/, 'An action is written like user.change or user.'),
    subject: read(search, 'subject', /^[^\p{Cc}]{1,200}$/u, 'It has at most 200 characters.'),
    outcome: read(
      search,
      'outcome',
      new RegExp(`^(${outcomes.join('|')})$`),
      `Use ${outcomes.join(', ')}.`,
    ) as Outcome | null,
    before: before === null ? null : Number(before),
  }
}

export function auditParams(filter: Partial<AuditFilter>): string {
  const params = new URLSearchParams()
  for (const name of auditFilterNames) {
    const value = filter[name] ?? null
    if (value !== null) params.set(name, String(value))
  }
  return params.toString()
}
