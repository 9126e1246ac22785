/** What every part of the demo's Skilljar needs to make its rows. */
import { SECONDS_PER_DAY, timestamp, type Calendar, type Day, type Instant } from '../calendar'
import { random, type Random } from '../random'
import type { SourceWriter } from './source-writer'

export interface Making {
  readonly writer: SourceWriter
  readonly days: Calendar
  /** The last second of the newest day with activity; nothing has happened after it. */
  readonly now: Instant
  /** Chance of its own for each label, so that one part's draws never move another's. */
  chance(...labels: readonly (string | number)[]): Random
}

export function making(writer: SourceWriter, days: Calendar, seed: number): Making {
  return {
    writer,
    days,
    now: days.today * SECONDS_PER_DAY - 1,
    chance: (...labels) => random(seed, 'skilljar', ...labels),
  }
}

export const MINUTE = 60
export const HOUR = 3600

export function at(day: Day, hour: number, minute = 0): Instant {
  return day * SECONDS_PER_DAY + hour * HOUR + minute * MINUTE
}

export function timestampOrNull(instant: Instant | null): string | null {
  return instant === null ? null : timestamp(instant)
}

/** `changed` is the last change, which an incremental read goes by; a null or earlier one counts as never. */
export function stamped(created: Instant, ...changed: readonly (Instant | null)[]) {
  return {
    created_at: timestamp(created),
    updated_at: timestamp(Math.max(created, ...changed.map((instant) => instant ?? created))),
  }
}

export const slugged = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
