/** GET /api/v1/query: any metrics by any dimensions under the same filters as the pages. */
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import type { Scope } from '@/lib/authz/scope'
import { readFilters, readOne, refuseUnknown } from '@/lib/filters/url'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { ask, askCompiled } from '@/lib/metrics/ask'
import { readDimensions, readMetrics, type MetricName } from '@/lib/metrics/names'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { Query } from '@/lib/metrics/query'
import { formatIds, isFormat, type FormatId } from '@/lib/format/file-format'

const ownNames = ['metrics', 'by', 'format', 'manifest'] as const

/** An answer, or a file of its rows. */
export function readFormat(search: URLSearchParams): 'json' | FormatId {
  const format = readOne(search, 'format') ?? 'json'
  if (format === 'json' || isFormat(format)) return format
  const known = ['json', ...formatIds].join(', ')
  throw new InvalidFilter('format', `format: "${format}" is not known. Use one of: ${known}.`)
}

function readQuery(reader: ScopedReader, search: URLSearchParams): Query<MetricName, DimensionName> {
  refuseUnknown(search, ownNames)
  return {
    metrics: readMetrics(readOne(search, 'metrics')),
    by: readDimensions(readOne(search, 'by')),
    filters: readFilters(search, new Date(), reader.asOf),
  }
}

export async function answerQuery(reader: ScopedReader, search: URLSearchParams) {
  const answer = await ask(reader, readQuery(reader, search))
  const { columns, rows, totals, overlaps, comparison, asOf, dataVersion } = answer
  return { columns, rows, totals, overlaps, comparison, as_of: asOf, data_version: dataVersion }
}

/** Compiled under the reader's scope; what streams later can show nothing else. */
export async function compileQuery(scope: Scope, search: URLSearchParams) {
  return withReader(scope, async (reader) => ({
    ...askCompiled(reader, readQuery(reader, search)),
    asOf: reader.asOf,
  }))
}
