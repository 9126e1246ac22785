/** What the Overview asks people to look at: of today, whatever the period. */
import { analyses } from '@/lib/analyses/analyses'
import type { ScopedReader } from '@/lib/authz/reader'
import { periodAround } from '@/lib/filters/around'
import { firstDay, lastDay } from '@/lib/filters/days'
import type { Filters } from '@/lib/filters/filters'
import { askRows } from '@/lib/metrics/ask'
import { readOverdueNow } from './overdue-now'

export const SESSION_DAYS = 7

export async function readAttention(reader: ScopedReader, filters: Filters) {
  const { rows } = await askRows(reader, {
    metrics: ['certification_attempts_running_out'],
    filters: { ...filters, from: firstDay, to: lastDay },
  })
  const ending = await askRows(reader, {
    metrics: ['expiries_ahead_30'],
    by: ['expiry_kind'],
    filters: { ...filters, ...periodAround(reader.asOf, { before: 0, after: 30 }) },
  })
  const events = await analyses.vilt_upcoming.rows(reader, { filters, parameters: { days: String(SESSION_DAYS) } })
  const [atRisk] = await analyses.at_risk_total.rows(reader, { filters })
  return {
    counts: rows[0] ?? null,
    /** By kind; null: hidden from this reader. Absent: nothing ends. */
    ending: new Map(ending.rows.map((row) => [row.expiry_kind, row.expiries_ahead_30])),
    /** An event each; a session may have several. */
    sessions: new Map(events.map((row) => [String(row['session']), row['registered'] ?? null])),
    overdue: await readOverdueNow(reader, filters),
    atRisk: atRisk ?? null,
  }
}
