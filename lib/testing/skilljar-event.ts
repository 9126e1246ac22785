/** One event behind a number of Skilljar's facts, as the oracle sees it (skilljar-oracle.ts). */
import type { RawTables } from './skilljar-rows'
import type { World } from './skilljar-world'

export interface SkilljarEvent {
  readonly day: string
  readonly person: string | null
  readonly content: string
  readonly domain: readonly (string | null)[]
  readonly tag: readonly (string | null)[]
  readonly student_group: readonly (string | null)[]
  readonly instructor?: string
  readonly account?: string | null
  readonly session_state?: string
  readonly location?: readonly string[]
  readonly time_zone?: readonly string[]
  readonly attendance?: string
  readonly currency?: string
  readonly offer_type?: string
  readonly payment_processor?: string
  readonly promo_code?: string
  readonly channel?: string
  readonly scorm_status?: string
  readonly web_package?: string | null
  readonly value: number
}

export interface OracleContext {
  /** As the rows write times: 2025-04-01T12:00:00. */
  readonly asOf: string
  readonly to: string
  readonly windowDays: number
}

export interface OracleInput extends OracleContext {
  readonly raw: RawTables
  readonly world: World
  /** One more event of a metric; its value is 1 unless it says another. */
  readonly add: (metric: string, event: Omit<SkilljarEvent, 'value'>, value?: number) => void
}

/** As the product shows what is missing. */
export const notSet = (text: string | null | undefined) => (text ?? '').trim() || 'Not set'

export const later = (moment: string, days: number) =>
  new Date(Date.parse(`${moment}Z`) + days * 86_400_000).toISOString().slice(0, 19)
