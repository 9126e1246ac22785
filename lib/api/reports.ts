/** Reports for programs: what the page of the same name shows, under the same filters. */
import { may } from '@/lib/authz/permissions'
import type { Actor } from '@/lib/authz/actor'
import { forbidden, notFound, Refusal } from '@/lib/authz/problem'
import type { ScopedReader } from '@/lib/authz/reader'
import { readFilters, refuseUnknown } from '@/lib/filters/url'
import { ask } from '@/lib/metrics/ask'
import { findReport, reports, type Report } from '@/lib/reports/reports'

export function reportNamed(actor: Actor, slug: string): Report {
  const report = findReport(slug)
  if (!report) throw new Refusal(notFound(`report "${slug}". GET /api/v1/reports lists all of them`))
  if (!may(actor, report.permission)) throw new Refusal(forbidden)
  return report
}

export function listReports(actor: Actor) {
  return (reports as readonly Report[])
    .filter(({ permission }) => may(actor, permission))
    .map(({ slug, title, question, metrics, by }) => ({ slug, title, question, metrics, by }))
}

/** Every row of the report's table, its totals and the comparison. */
export async function answerReport(reader: ScopedReader, report: Report, search: URLSearchParams) {
  refuseUnknown(search, ['format'])
  const filters = readFilters(search, new Date(), reader.asOf)
  const by = report.by.map((name) => (name === 'grain' ? filters.grain : name))
  const answer = await ask(reader, { metrics: report.metrics, by, filters })
  const { columns, rows, totals, overlaps, comparison } = answer
  return {
    report: { slug: report.slug, title: report.title, question: report.question },
    period: { from: filters.from, to: filters.to },
    columns,
    rows,
    totals,
    overlaps,
    comparison,
    as_of: answer.asOf,
    data_version: answer.dataVersion,
  }
}
