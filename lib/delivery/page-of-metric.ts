/** Where a metric is looked at: the first page that shows it, with the same filters. */
import type { Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import type { MetricName } from '@/lib/metrics/names'
import type { Report } from '@/lib/reports/report'
import { reports } from '@/lib/reports/reports'

export function pageOfMetric(metric: MetricName, filters: Filters): string {
  const shows = ({ path, metrics }: Report) => !path.includes('[') && metrics.includes(metric)
  const page = (reports as readonly Report[]).find(shows)
  return page ? `${page.path}?${filterParams(filters)}` : `/catalogue/${metric}`
}
