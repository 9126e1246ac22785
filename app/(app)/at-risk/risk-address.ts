/** Addresses of this page, and what its parts draw with. */
import type { ScopedReader } from '@/lib/authz/reader'
import type { Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { riskRules, type RiskData, type RiskQuestion } from '@/lib/reports/read-at-risk'

export interface RiskView {
  readonly data: RiskData
  readonly filters: Filters
  readonly question: RiskQuestion
  readonly asOf: ScopedReader['asOf']
}

/** The other rule asks about members and not about what they learn: of the filters, only teams matter to it. */
export function riskAddress(filters: Filters, { rule, days, page }: RiskQuestion): string {
  const inForce: Filters =
    rule === 'open' ? filters : { ...filters, technology: [], contentType: [], source: [], where: {} }
  const params = filterParams(inForce)
  if (rule !== 'open') params.set('rule', rule)
  if (days !== riskRules[rule].days) params.set('days', String(days))
  if (page > 1) params.set('page', String(page))
  return `/at-risk?${params}`
}
