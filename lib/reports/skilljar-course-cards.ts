/** What the page about all Skilljar courses and the page about one read alike, card by card. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { offeredWindowDays, uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import type { ReportNamed } from './reports'

export type Question = ReportQuestion<ReportNamed<'skilljar-courses' | 'skilljar-course'>>

const platform = { platform: 'skilljar' } as const

/** Of those enrolled and of those who started, after each of the windows that are offered. */
export async function readRates(reader: ScopedReader, { inside }: Question) {
  const windows = []
  for (const windowDays of offeredWindowDays) {
    const { totals } = await ask(reader, {
      metrics: ['sj_course_completion_rate', 'sj_course_completion_rate_of_started'],
      filters: { ...uncompared(inside), windowDays },
    })
    windows.push({ windowDays, totals })
  }
  return windows
}

export async function readDays(reader: ScopedReader, { inside }: Question) {
  const query = { filters: uncompared(inside), parameters: platform }
  const { totals } = await ask(reader, {
    metrics: [
      'sj_course_time_to_complete',
      'sj_course_time_to_complete_q1',
      'sj_course_time_to_complete_q3',
      'sj_course_starts',
      'sj_course_starts_open',
    ],
    filters: query.filters,
  })
  const steps = await analyses.course_time_to_complete_distribution.rows(reader, query)
  const [survival] = await analyses.course_time_to_complete_survival.rows(reader, query)
  return { totals, steps, survival: survival ?? null }
}

/** How many of those enrolled in the period are how far by now. */
export async function readProgress(reader: ScopedReader, { inside }: Question) {
  const { totals } = await ask(reader, {
    metrics: ['enrolments', 'enrolments_not_started', 'enrolments_in_progress', 'enrolments_completed'],
    filters: uncompared(inside),
  })
  const { enrolments, suppressed: isPartly } = totals
  // The whole is a key figure of the page: where one part is hidden, the others would give it away.
  const part = (count: number | null) => (isPartly ? null : count)
  return {
    enrolments,
    notStarted: part(totals.enrolments_not_started),
    inProgress: part(totals.enrolments_in_progress),
    completed: part(totals.enrolments_completed),
  }
}

export function readHours(reader: ScopedReader, { inside }: Question) {
  return analyses.lesson_hours_by_weekday.rows(reader, { filters: uncompared(inside) })
}

export async function readScores(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const { totals } = await ask(reader, {
    metrics: [
      'sj_course_score',
      'sj_courses_scored',
      'sj_course_pass_rate',
      'sj_courses_passed',
      'sj_courses_failed',
      'sj_credits_earned',
    ],
    filters,
  })
  return { totals, steps: await analyses.course_score_distribution.rows(reader, { filters }) }
}

export function readExpiring(reader: ScopedReader, { inside }: Question) {
  return analyses.skilljar_expiring.rows(reader, { filters: uncompared(inside) })
}

export function readTypes(reader: ScopedReader, { inside }: Question) {
  return analyses.lesson_types.rows(reader, { filters: uncompared(inside) })
}

export function readCertificates(reader: ScopedReader, { inside }: Question) {
  return series(reader, { metrics: ['certificates_issued'], filters: inside })
}
