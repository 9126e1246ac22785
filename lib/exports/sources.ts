/** What can be exported, under one name each: the routes and the background prepare a query by the same way. */
import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { analysisStatement } from '@/lib/analyses/analysis-statement'
import { analysisNamed, readAnalysisQuery } from '@/lib/api/analyses'
import { reportNamed } from '@/lib/api/reports'
import { refuseParametersBut, refuseUnknownParameters, tableNamed } from '@/lib/api/tables'
import type { Actor } from '@/lib/authz/actor'
import type { Permission } from '@/lib/authz/permissions'
import { withReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import { groupParameters, readGroupQuery } from '@/lib/explorer/group-query'
import { groupExport } from '@/lib/explorer/group-rows'
import { tableExport } from '@/lib/explorer/table-page'
import { readTableQuery } from '@/lib/explorer/table-query'
import { exportName } from '@/lib/export/file-name'
import type { Definition } from '@/lib/export/manifest'
import { metrics, type MetricName } from '@/lib/metrics/names'
import { compileReport } from '@/lib/reports/compile-report'
import { savedAnswer, unsavedAnswer } from '@/lib/sql/exported-answer'

export interface Prepared {
  readonly query: CompiledQuery
  /** Of the file, without its ending. */
  readonly name: string
  readonly definitions?: readonly Definition[]
  readonly memory?: string
  readonly headings?: Readonly<Record<string, string>>
  /** Another pool than the web's own, which holds its readers by itself. */
  readonly pool?: pg.Pool
  readonly publications?: pg.Pool
  /** What the query may take. */
  readonly patienceMs?: number
}

export interface ExportSource {
  readonly permission: Permission
  /** Where its address begins: the subject follows. */
  readonly path: string
  readonly prepare: (actor: Actor, scope: Scope, subject: string, search: URLSearchParams) => Promise<Prepared>
}

/** The subject of a statement that nobody kept. No address has it, so that no link makes somebody run what they did not write. */
export const UNSAVED = ''

export const sources = {
  analysis: {
    permission: 'exports.create',
    path: '/export/analysis/',
    prepare: (_actor, scope, id, search) =>
      withReader(scope, async (reader) => {
        const analysis = analysisNamed(id)
        const asked = readAnalysisQuery(reader, analysis, search)
        const name = exportName(id, asked.filters, reader.asOf)
        const query = analysis.statement
          ? analysis.statement(reader, { ...asked, whole: true }).compile(reader.db)
          : analysisStatement(reader, analysis.columns, await analysis.rows(reader, asked))
        return { query, name, definitions: [{ id, label: analysis.label, definition: analysis.formula }] }
      }),
  },
  table: {
    permission: 'tables.read',
    path: '/export/table/',
    prepare: (_actor, scope, subject, search) =>
      withReader(scope, async (reader) => {
        refuseUnknownParameters(search)
        const query = readTableQuery(tableNamed(subject), search)
        return { query: tableExport(reader, query), name: qualifiedName(query.table) }
      }),
  },
  groups: {
    permission: 'tables.read',
    path: '/export/groups/',
    prepare: (_actor, scope, subject, search) =>
      withReader(scope, async (reader) => {
        refuseParametersBut(groupParameters, search)
        const query = readGroupQuery(tableNamed(subject), search)
        return { query: groupExport(reader, query), name: `${qualifiedName(query.table)}-groups` }
      }),
  },
  sql: {
    permission: 'sql.run',
    path: '/export/sql/',
    prepare: (actor, _scope, id, search) =>
      id === UNSAVED ? unsavedAnswer(actor, search.get('statement') ?? '') : savedAnswer(actor, id),
  },
  report: {
    permission: 'exports.create',
    path: '/export/',
    prepare: (actor, scope, slug, search) =>
      withReader(scope, async (reader) => {
        const report = reportNamed(actor, slug)
        const { query, filters, asOf } = compileReport(reader, report, search)
        const definitions = definitionsOf(report.table.metrics as readonly MetricName[])
        return { query, name: exportName(slug, filters, asOf), definitions }
      }),
  },
} as const satisfies Record<string, ExportSource>

export type SourceKind = keyof typeof sources

export function sourceOf(kind: string): ExportSource | null {
  return Object.hasOwn(sources, kind) ? sources[kind as SourceKind] : null
}

export function definitionsOf(names: readonly MetricName[]): Definition[] {
  return names.map((id) => ({ id, label: metrics[id].label, definition: metrics[id].formula }))
}
