/** What Certifications reads, in one place. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { firstDay, lastDay } from '@/lib/filters/days'
import { uncompared } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTableCard } from './read-table'
import type { reportOf } from './reports'

type Question = ReportQuestion<ReturnType<typeof reportOf<'certifications'>>>

const MOST_RUNNING_OUT = 10

export const readCertifications = (reader: ScopedReader, question: Question) => readFrame(reader, question)

async function readFunnel(reader: ScopedReader, { inside }: Question) {
  return { funnel: await analyses.certification_funnel.rows(reader, { filters: uncompared(inside) }) }
}

async function readTries(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  return { tries: await analyses.certification_attempts_per_person.rows(reader, { filters }) }
}

async function readGranted(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  return {
    versions: await ask(reader, {
      metrics: ['certifications_granted'],
      by: ['certification', 'certification_version'],
      filters,
    }),
    granted: await series(reader, { metrics: ['certifications_granted'], by: 'certification', filters }),
  }
}

async function readSuccess(reader: ScopedReader, { inside }: Question) {
  return {
    success: await ask(reader, {
      metrics: ['certification_success_rate'],
      by: ['certification', 'certification_version'],
      filters: inside,
      sort: { by: 'certification_success_rate', descending: true },
    }),
  }
}

async function readDays(reader: ScopedReader, { inside }: Question) {
  const filters = uncompared(inside)
  return {
    bins: await analyses.days_to_grant_distribution.rows(reader, { filters }),
    days: await ask(reader, { metrics: ['days_to_grant', 'days_to_grant_q1', 'days_to_grant_q3'], filters }),
  }
}

/** What is open now, whatever the period. */
async function readRunningOut(reader: ScopedReader, { inside }: Question) {
  const teams = await ask(reader, {
    metrics: ['certification_attempts_running_out'],
    by: ['team'],
    filters: { ...inside, from: firstDay, to: lastDay, compare: 'none' },
    sort: { by: 'certification_attempts_running_out', descending: true },
  })
  const people = reader.scope.learnerRows
    ? await analyses.registrations_running_out.rows(reader, {
        filters: inside,
        parameters: { most: String(MOST_RUNNING_OUT) },
      })
    : null
  return { runningOut: { teams, people } }
}

/** In the order in which they are read. */
export const certificationsCards = {
  funnel: readFunnel,
  tries: readTries,
  granted: readGranted,
  success: readSuccess,
  runningOut: readRunningOut,
  days: readDays,
  table: readTableCard,
}
