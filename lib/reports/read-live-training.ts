/** What Live training reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import { readSplit } from './live-split'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { ReportNamed } from './reports'

const MOST_ROWS = 10

type Question = ReportQuestion<ReportNamed<'live-training'>>

export const readLiveTraining = (reader: ScopedReader, question: Question) => readFrame(reader, question)

async function readOver(reader: ScopedReader, { inside }: Question) {
  return {
    over: await series(reader, {
      metrics: [
        'vilt_sessions',
        'vilt_sessions_held',
        'vilt_sessions_planned',
        'vilt_sessions_cancelled',
        'vilt_registrations_held',
        'vilt_attended',
        'vilt_no_shows',
        'vilt_unmarked',
        'vilt_attendance_rate',
        'vilt_attendance_rate_strict',
      ],
      filters: inside,
    }),
  }
}

async function readUpcoming(reader: ScopedReader, { inside }: Question) {
  return { upcoming: await analyses.vilt_upcoming.rows(reader, { filters: inside, parameters: {} }) }
}

async function readSplits(reader: ScopedReader, { inside, besides }: Question) {
  const split = readSplit(besides)
  // Sessions are of no team: under teams all rows have none, and the first ten by them would be any ten.
  const most = reader.scope.people === 'all' && inside.team.length === 0 ? 'vilt_sessions' : 'vilt_registrations'
  const { rows, totals, rowCount, comparison } = await ask(reader, {
    metrics: [
      'vilt_sessions',
      'vilt_sessions_held',
      'vilt_sessions_planned',
      'vilt_sessions_cancelled',
      'vilt_registrations',
      'vilt_fill_rate',
      'vilt_attendance_rate',
    ],
    by: [split],
    filters: inside,
    sort: { by: most, descending: true },
    limit: MOST_ROWS,
  })
  return { split: { by: split, most, rows, totals, rowCount, before: comparison?.rows ?? [] } }
}

async function readAfterwards(reader: ScopedReader, { inside }: Question) {
  const { rows, totals } = await ask(reader, {
    metrics: ['vilt_registrations_held', 'vilt_lesson_rate', 'vilt_course_rate'],
    by: ['attendance'],
    filters: uncompared(inside),
  })
  return { afterwards: { rows, totals } }
}

async function readPace(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  const { totals } = await ask(reader, {
    metrics: ['vilt_lead_time', 'vilt_registrations_early', 'vilt_learners'],
    filters,
  })
  return { pace: { totals, steps: await analyses.vilt_registration_pace.rows(reader, { filters }) } }
}

async function readTimes(reader: ScopedReader, { inside }: Question) {
  return { times: await analyses.vilt_event_times.rows(reader, { filters: uncompared(inside) }) }
}

async function readInstructors(reader: ScopedReader, { inside }: Question) {
  return { instructors: await analyses.vilt_instructors.rows(reader, { filters: uncompared(inside) }) }
}

/** In the order in which they are read. */
export const liveTrainingCards = {
  upcoming: readUpcoming,
  over: readOver,
  split: readSplits,
  afterwards: readAfterwards,
  pace: readPace,
  times: readTimes,
  instructors: readInstructors,
  table: readTableCard,
}
