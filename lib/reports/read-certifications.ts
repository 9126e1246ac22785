/** What Certifications reads, in one place: the page draws it, a publish warms it, the benchmark times it. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { firstDay, lastDay } from '@/lib/filters/days'
import type { Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { series } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { readFrame } from './read-frame'
import { readTable } from './read-table'
import type { reportOf } from './reports'

type Question = ReportQuestion<ReturnType<typeof reportOf<'certifications'>>>

const MOST_RUNNING_OUT = 10

export async function readCertifications(reader: ScopedReader, question: Question) {
  const { inside } = question
  const alone = { ...inside, compare: 'none' as const }
  return {
    ...(await readFrame(reader, question)),
    table: await readTable(reader, question),
    funnel: await analyses.certification_funnel.rows(reader, { filters: alone }),
    tries: await analyses.certification_attempts_per_person.rows(reader, { filters: alone }),
    success: await ask(reader, {
      metrics: ['certification_success_rate'],
      by: ['certification', 'certification_version'],
      filters: inside,
      sort: { by: 'certification_success_rate', descending: true },
    }),
    versions: await ask(reader, {
      metrics: ['certifications_granted'],
      by: ['certification', 'certification_version'],
      filters: alone,
    }),
    granted: await series(reader, { metrics: ['certifications_granted'], by: 'certification', filters: alone }),
    bins: await analyses.days_to_grant_distribution.rows(reader, { filters: alone }),
    days: await ask(reader, { metrics: ['days_to_grant', 'days_to_grant_q1', 'days_to_grant_q3'], filters: alone }),
    ...(await readRunningOut(reader, inside)),
  }
}

/** What is open now, whatever the period. */
async function readRunningOut(reader: ScopedReader, inside: Filters) {
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
