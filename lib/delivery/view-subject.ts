/** What a saved view is about: a report, a page about one thing, or a table. */
import type { Permission } from '@/lib/authz/permissions'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Table } from '@/lib/catalogue/types'
import { atRiskPage } from '@/lib/reports/definitions/at-risk'
import { ofSession } from '@/lib/reports/read-live-session'
import type { Only, Report } from '@/lib/reports/report'
import { reports } from '@/lib/reports/reports'
import { fixedOn, tableOf } from '@/lib/views/page-reading'
import { EXPLORER, viewPageAt, type ViewPage } from '@/lib/views/view-pages'

export interface ReportSubject {
  readonly kind: 'report'
  readonly report: Report
  readonly permission: Permission
  /** To what a page about one thing is fixed. */
  fixed(reader: ScopedReader): Promise<Only>
}

export interface TableSubject {
  readonly kind: 'table'
  readonly table: Table
  readonly permission: Permission
}

/** The page about people who went quiet, which is no report. */
export interface RiskSubject {
  readonly kind: 'risk'
  readonly permission: Permission
}

export type ViewSubject = ReportSubject | TableSubject | RiskSubject

const SESSION = '/skilljar/live-training/[session]'

/** Null: this page has nothing that can be sent. */
export function viewSubject(path: string): ViewSubject | null {
  const page = viewPageAt(path)
  if (page === null) return null
  const { key, permission } = page
  if (key === EXPLORER) {
    const table = tableOf(page)
    return table && { kind: 'table', table, permission }
  }
  if (key === atRiskPage.path) return { kind: 'risk', permission }
  const report = (reports as readonly Report[]).find((known) => known.path === key)
  return report ? { kind: 'report', report, permission, fixed: (reader) => fixed(reader, page) } : null
}

/** The numbers of a session stand on its own day. */
async function fixed(reader: ScopedReader, page: ViewPage): Promise<Only> {
  return page.key === SESSION ? ofSession(reader, page.params['session'] ?? '') : fixedOn(page)
}
