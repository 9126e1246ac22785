/** What narrows every number of a page, and its defaults. */
import { addDays, earlier } from './days'
import type { Grain } from './buckets'

export const sources = ['datacamp', 'skilljar'] as const
export type Source = (typeof sources)[number]

/** Which membership counts activity for a team: the one of that day, today's, or any at all (METRICS.md, rule 4). */
export const memberships = ['at_time', 'current', 'ever'] as const
export type Membership = (typeof memberships)[number]

export const comparisons = ['previous', 'last_year', 'none'] as const
export type Comparison = (typeof comparisons)[number]

/** Stands for "No team" in `team`; team ids are positive. */
export const noTeam = 0

/** Stands for "Not set" in `technology` and in `where`. */
export const notSet = 'Not set'

/** Further dimensions that numbers can be narrowed by; their values are the keys that answers have. */
export const narrowings = [
  'content',
  'topic',
  'domain',
  'course',
  'published_course',
  'student_group',
  'tag',
  'score_group',
  'assignment_status',
  'completion_status',
  'due_month',
  'certification',
  'certification_version',
  'track',
  'track_kind',
  'guided',
  'for_certification',
  'instructor',
  'account',
  'session_state',
  'location',
  'time_zone',
  'currency',
  'offer_type',
  'payment_processor',
  'promo_code',
  'channel',
  'scorm_status',
  'web_package',
  'expiry_kind',
] as const
export type Narrowing = (typeof narrowings)[number]
export type Where = Readonly<Partial<Record<Narrowing, readonly string[]>>>

/** What an address says of archived assignments. */
export const archivedWords = ['without', 'with'] as const

export interface Period {
  /** ISO days, both inclusive. */
  readonly from: string
  readonly to: string
}

export interface Filters extends Period {
  readonly grain: Grain
  /** Empty lists mean "all". */
  readonly team: readonly number[]
  readonly technology: readonly string[]
  readonly contentType: readonly string[]
  readonly source: readonly Source[]
  /** Only rows with one of the values, for each dimension named. */
  readonly where: Where
  readonly membership: Membership
  readonly compare: Comparison
  /** Days that a cohort is given to complete what it started (METRICS.md, window_days). */
  readonly windowDays: number
  /** Whether assignments that were archived count too; else they are left out (METRICS.md). */
  readonly archived: boolean
}

/** The period alone, without the one it is compared with. */
export const uncompared = (filters: Filters): Filters => ({ ...filters, compare: 'none' })

export const defaultWindowDays = 30
/** Offered on pages; the API takes any number of days up to `mostWindowDays`. */
export const offeredWindowDays = [30, 60, 90] as const
export const mostWindowDays = 366

export const defaultDays = 90

/** The newest whole day: yesterday, or the day of the newest data where that is older. */
export function newestDay(today: string, asOf: Readonly<Record<string, string | null>> = {}): string {
  const loaded = Object.values(asOf)
    .filter((time) => time !== null)
    .map((time) => time.slice(0, 10))
    .sort()
  const yesterday = addDays(today, -1)
  return earlier(loaded.at(-1) ?? yesterday, yesterday)
}

export function defaultFilters(newest: string): Filters {
  return {
    from: addDays(newest, 1 - defaultDays),
    to: newest,
    grain: 'week',
    team: [],
    technology: [],
    contentType: [],
    source: [],
    where: {},
    membership: 'at_time',
    compare: 'previous',
    windowDays: defaultWindowDays,
    archived: false,
  }
}
