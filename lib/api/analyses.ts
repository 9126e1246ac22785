/** Curves, grids, funnels and lists for programs. */
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis, AnalysisQuery } from '@/lib/analyses/analysis'
import { notFound, Refusal } from '@/lib/authz/problem'
import type { ScopedReader } from '@/lib/authz/reader'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readFilters, readOne, refuseUnknown } from '@/lib/filters/url'
import { NotForThisReader } from '@/lib/metrics/query'

export function analysisNamed(id: string): Analysis {
  const all: Readonly<Record<string, Analysis>> = analyses
  const analysis = Object.hasOwn(all, id) ? all[id] : undefined
  if (!analysis) throw new Refusal(notFound(`analysis "${id}". GET /api/v1/metrics lists all of them`))
  return analysis
}

export async function answerAnalysis(reader: ScopedReader, analysis: Analysis, search: URLSearchParams) {
  const { columns } = analysis
  const rows = await analysis.rows(reader, readAnalysisQuery(reader, analysis, search))
  return { columns, rows, as_of: reader.asOf, data_version: reader.dataVersion }
}

export function readAnalysisQuery(
  reader: ScopedReader,
  { parameters = {}, learnerRows = false }: Analysis,
  search: URLSearchParams,
): AnalysisQuery {
  if (learnerRows && !reader.scope.learnerRows) {
    throw new NotForThisReader('analysis', 'Single learners are not shown to your role.')
  }
  refuseUnknown(search, Object.keys(parameters))
  const given = Object.entries(parameters).flatMap(([name, { required, values, absent }]) => {
    const value = readOne(search, name) ?? absent
    if (value === undefined) {
      if (required) throw new InvalidFilter(name, `${name}: is missing; this analysis needs it.`)
      return []
    }
    if (values && !values.includes(value)) {
      throw new InvalidFilter(name, `${name}: "${value}" is not known. Use one of: ${values.join(', ')}.`)
    }
    return [[name, value] as const]
  })
  // What an analysis calls its own is no filter: "course" is a parameter of some, and narrows by a Skilljar course elsewhere.
  const others = new URLSearchParams(search)
  for (const name of Object.keys(parameters)) others.delete(name)
  return { filters: readFilters(others, new Date(), reader.asOf), parameters: Object.fromEntries(given) }
}
