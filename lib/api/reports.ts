/** Reports for programs: what the page of the same name shows, under the same filters. */
import { may } from '@/lib/authz/permissions'
import type { Actor } from '@/lib/authz/actor'
import { forbidden, notFound, Refusal } from '@/lib/authz/problem'
import type { ScopedReader } from '@/lib/authz/reader'
import { ask } from '@/lib/metrics/ask'
import { peopleParams } from '@/lib/reports/people-choice'
import { readQuestion } from '@/lib/reports/question'
import { tableQuery } from '@/lib/reports/read-table'
import type { Report } from '@/lib/reports/report'
import { findReport, reports } from '@/lib/reports/reports'
import { orderParams } from '@/lib/reports/table-state'

export function reportNamed(actor: Actor, slug: string): Report {
  const report = findReport(slug)
  if (!report) throw new Refusal(notFound(`report "${slug}". GET /api/v1/reports lists all of them`))
  if (!may(actor, report.permission)) throw new Refusal(forbidden)
  return report
}

export function listReports(actor: Actor) {
  return (reports as readonly Report[])
    .filter(({ permission }) => may(actor, permission))
    .map(({ slug, title, question, metrics, table, only = {}, filters = [] }) => ({
      slug,
      title,
      question,
      figures: metrics,
      metrics: table.metrics,
      by: table.by,
      fixed_to: { source: only.source ?? [], content_type: only.contentType ?? [], ...only.where },
      own_filters: filters,
    }))
}

/** Every row of the report's table, its totals and the comparison. */
export async function answerReport(reader: ScopedReader, report: Report, search: URLSearchParams) {
  const question = readQuestion(report, search, {
    alsoKnown: [...orderParams, ...peopleParams(report), 'format'],
    asOf: reader.asOf,
  })
  const { inside } = question
  const answer = await ask(reader, { ...tableQuery(question), filters: inside })
  const { columns, rows, totals, overlaps, comparison } = answer
  return {
    report: { slug: report.slug, title: report.title, question: report.question },
    period: { from: inside.from, to: inside.to },
    columns,
    rows,
    totals,
    overlaps,
    comparison,
    as_of: answer.asOf,
    data_version: answer.dataVersion,
  }
}
