/** The tables of the catalogue for programs: what there is, and pages of rows. */
import { findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { Refusal, notFound } from '@/lib/authz/problem'
import type { ScopedReader } from '@/lib/authz/reader'
import { InvalidTableQuery } from '@/lib/explorer/invalid-table-query'
import { tableSizes } from '@/lib/explorer/table-sizes'
import { metrics } from '@/lib/metrics/names'
import { useOfTable } from '@/lib/reports/table-use'
import { tables } from '@/generated/catalogue/tables'

export function tableNamed(name: string): Table {
  const table = findTable(name)
  if (!table) throw new Refusal(notFound(`table "${name}". GET /api/v1/tables lists all of them`))
  return table
}

const parameters = ['columns', 'filter', 'any', 'q', 'sort', 'limit', 'cursor', 'count', 'format']

/** A misspelt filter must not show unfiltered rows. */
export function refuseUnknownParameters(search: URLSearchParams): void {
  refuseParametersBut(parameters, search)
}

export function refuseParametersBut(valid: readonly string[], search: URLSearchParams): void {
  for (const name of search.keys()) {
    if (!valid.includes(name)) throw new InvalidTableQuery(name, `"${name}" is no parameter of a table.`, valid)
  }
}

/** Metrics read columns, written "schema.table.column". */
function metricsOf(tableName: string): string[] {
  return Object.entries(metrics).flatMap(([name, { readFrom }]) =>
    readFrom.some((source) => source.startsWith(`${tableName}.`)) ? [name] : [],
  )
}

export async function describeTables(reader: ScopedReader) {
  const sizes = await tableSizes(reader)
  return tables.map((table) => ({
    schema: table.schema,
    name: table.name,
    description: table.description,
    rows: sizes.get(qualifiedName(table)) ?? 0,
    usedBy: metricsOf(qualifiedName(table)),
    usedOn: useOfTable(qualifiedName(table)).map(({ page }) => page),
    columns: table.columns.map(({ name, kind, description, pii, deprecated, references }) => ({
      name,
      type: kind,
      description,
      pii,
      deprecated,
      references,
    })),
  }))
}
