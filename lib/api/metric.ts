/** One metric under the filters of a page: its value, what it rests on, and the statement that gave it. */
import { notFound, Refusal } from '@/lib/authz/problem'
import type { ScopedReader } from '@/lib/authz/reader'
import { readFilters, refuseUnknown } from '@/lib/filters/url'
import { ask } from '@/lib/metrics/ask'
import { behind } from '@/lib/metrics/behind'
import { isMetric, metrics, type MetricName } from '@/lib/metrics/names'

export function metricNamed(id: string): MetricName {
  if (isMetric(id)) return id
  throw new Refusal(notFound(`metric "${id}". GET /api/v1/metrics lists all of them`))
}

export async function answerMetric(reader: ScopedReader, id: MetricName, search: URLSearchParams) {
  refuseUnknown(search)
  const filters = readFilters(search, new Date(), reader.asOf)
  const { totals, sql, asOf, dataVersion } = await ask(reader, { metrics: [id], filters })
  const values: Readonly<Record<string, unknown>> = totals
  const { label, description, formula, unit, format } = metrics[id]
  return {
    metric: { id, label, description, formula, unit, format },
    period: { from: filters.from, to: filters.to },
    value: values[id],
    numerator: values[`${id}_numerator`] ?? null,
    denominator: values[`${id}_denominator`] ?? null,
    behind: await behind(reader, id, filters),
    sql,
    as_of: asOf,
    data_version: dataVersion,
  }
}
