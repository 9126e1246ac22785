/** What the table of a report reads: a page of rows, their totals, and a line per row. */
import type { ScopedReader } from '@/lib/authz/reader'
import { narrowings, noTeam, uncompared, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import type { DimensionName } from '@/lib/metrics/dimensions'
import type { MetricName } from '@/lib/metrics/names'
import type { Answer, Query } from '@/lib/metrics/query'
import { seriesLines } from '@/lib/metrics/series'
import type { ReportQuestion } from './question'
import { isOfPeople, peopleIn } from './people-choice'
import { frameOf, type TableFrame } from './table-frame'
import { dimensionsOf, metricsAmong, namedColumn } from './table-state'

/** Rows on one page. */
export const ROWS = 50

interface TableLine {
  readonly values: readonly (number | null)[]
  readonly unfinished: boolean
}

export interface TableView extends TableFrame {
  readonly question: ReportQuestion
  readonly answer: Answer
  /** By the key of the first dimension; empty where the table has no such column, or it is hidden. */
  readonly lines: ReadonlyMap<string, TableLine>
}

export async function readTable(reader: ScopedReader, question: ReportQuestion): Promise<TableView> {
  const { table } = question.report
  const { page, columns } = question.table
  const besides = [table.small, ...columns.map((name) => name !== 'trend' && table.samples?.[name])]
  const query = tableQuery(question)
  const answer = await ask<MetricName, DimensionName>(reader, {
    ...query,
    metrics: [...query.metrics, ...besides.filter((name) => name !== undefined && name !== false)],
    limit: ROWS,
    offset: (page - 1) * ROWS,
  })
  return {
    ...frameOf(question, { rows: answer.rows.length, of: answer.rowCount, size: ROWS }),
    question,
    answer,
    lines: await readLines(reader, question, answer),
  }
}

/** As a card of a page. */
export const readTableCard = async (reader: ScopedReader, question: ReportQuestion) => ({
  table: await readTable(reader, question),
})

/** Every row of the table as the address orders, searches and cuts it; exports and the API ask exactly this. */
export function tableQuery({ report, inside, table, besides }: ReportQuestion): Query<MetricName, DimensionName> {
  const metrics = metricsAmong(table.columns)
  return {
    // Rows have at least one number; a choice of lines alone keeps the report's first.
    metrics: metrics.length > 0 ? metrics : [report.table.metrics[0]],
    by: dimensionsOf(report.table, inside),
    ...(isOfPeople(report) && { directory: peopleIn(besides) }),
    filters: uncompared(inside),
    sort: { by: namedColumn(table.sort.by, inside), descending: table.sort.descending },
    ...(table.search !== '' && { search: table.search }),
  }
}

async function readLines(
  reader: ScopedReader,
  { report, inside, table }: ReportQuestion,
  { rows }: Answer,
): Promise<TableView['lines']> {
  const { trend } = report.table
  const [by] = dimensionsOf(report.table, inside)
  if (trend === undefined || by === undefined || by === inside.grain || rows.length === 0) return new Map()
  if (!table.columns.includes('trend')) return new Map()
  const { lines, buckets } = await seriesLines(reader, {
    metrics: [trend],
    by: by as Exclude<DimensionName, Filters['grain']>,
    filters: { ...onlyThese(inside, by, rows), compare: 'none' },
  })
  const unfinished = buckets.at(-1)?.unfinished ?? false
  return new Map(
    lines.map(({ key, points }) => [String(key), { values: points.map((point) => point[trend]), unfinished }]),
  )
}

/** The rows of the page, where the filters can say so: reading the lines of all others would be for nothing. */
function onlyThese(filters: Filters, by: DimensionName, rows: Answer['rows']): Filters {
  const keys = [...new Set(rows.map((row) => row[by]))]
  if (by === 'team') return { ...filters, team: keys.map((key) => (key === null ? noTeam : Number(key))) }
  if (by === 'technology') return { ...filters, technology: keys.map(String) }
  const name = narrowings.find((candidate) => candidate === by)
  const known = keys.filter((key) => key !== null).map(String)
  if (name === undefined || known.length < keys.length) return filters
  return { ...filters, where: { ...filters.where, [name]: known } }
}
