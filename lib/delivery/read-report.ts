/** A report as somebody may see it: key figures with their change, what the charts are drawn from, and the first rows. */
import { teamLabels } from '@/components/filters/team-labels'
import { compareLabel } from '@/components/reports/compare-label'
import { filtersInWords } from '@/components/reports/filters-in-words'
import { dimensionCell, metricCell, type Cells } from '@/components/reports/report-cells'
import { sourceNames } from '@/components/shell/source-names'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Filters, Period } from '@/lib/filters/filters'
import { filterNames, filterParams } from '@/lib/filters/url'
import { formatBucket, formatMoment, formatPeriod } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import type { ValueFormat } from '@/lib/format/numbers'
import { formatValueWithUnit } from '@/lib/format/value'
import { askCompiled } from '@/lib/metrics/ask'
import { isMetric, metrics, type MetricName } from '@/lib/metrics/names'
import { narrowingNames } from '@/lib/metrics/narrowing-options'
import { filterOptions } from '@/lib/metrics/options'
import { series, type Series } from '@/lib/metrics/series'
import { loadedMetrics } from '@/lib/reports/loaded-metrics'
import { inMainCurrency } from '@/lib/reports/main-currency'
import { readQuestion, type ReportQuestion } from '@/lib/reports/question'
import { readTable, tableQuery, type TableView } from '@/lib/reports/read-table'
import { tableParams } from '@/lib/reports/table-state'
import { figuresOf } from './read-figures'
import type { BarChart, LineChart, ViewContent } from './view-content'
import type { ReportSubject } from './view-subject'

const FIRST_ROWS = 10
const MOST_BARS = 8

export async function readReport(
  reader: ScopedReader,
  { report, fixed }: ReportSubject,
  { path, search }: { path: string; search: URLSearchParams },
): Promise<ViewContent> {
  const question = await asked(reader, { report, fixed: await fixed(reader), search })
  const { filters, inside } = question
  const names = loadedMetrics<MetricName>(report.metrics, reader.asOf)
  const samples = names.flatMap((name) => report.table.samples?.[name] ?? [])
  const figures = await series<MetricName>(reader, { metrics: [...names, ...samples], filters: inside })
  const table = await readTable(reader, question)
  const narrowed = await narrowingNames(reader, inside)
  const period = { from: inside.from, to: inside.to }
  const shown = figuresOf(names, figures, question)
  return {
    title: report.title,
    words: [
      formatPeriod(inside.from, inside.to),
      ...(inside.compare === 'none' ? [] : [`Compared with: ${compareLabel(inside).toLowerCase()}`]),
      ...filtersInWords(inside, { narrowed, ...(await teamNames(reader, inside.team)) }),
    ],
    asOf: asOfWords(reader.asOf),
    figures: shown,
    charts: [...lineOf(names[0], figures), ...barsOf(table)],
    table: firstRows(table),
    path: `${path}?${placeOf(search, filters, period)}`,
    download: {
      name: `${report.slug}_${inside.from}_${inside.to}`,
      path: `/export/${report.slug}?${table.download}`,
      query: askCompiled(reader, tableQuery(question)).query,
    },
    dataVersion: reader.dataVersion,
    isEmpty: table.range.of === 0 && shown.every(({ value }) => value === null || value === 0),
  }
}

/** The page's own address in the period that was read, with what else the view says of its table and charts. */
function placeOf(search: URLSearchParams, filters: Filters, period: Period): URLSearchParams {
  const params = filterParams({ ...filters, ...period })
  for (const [name, value] of search) {
    if (!isFilterName(name) && name !== 'page') params.append(name, value)
  }
  return params
}

const isFilterName = (name: string) => (filterNames as readonly string[]).includes(name)

async function asked(
  reader: ScopedReader,
  {
    report,
    fixed,
    search,
  }: Pick<ReportQuestion, 'report'> & {
    fixed: Awaited<ReturnType<ReportSubject['fixed']>>
    search: URLSearchParams
  },
): Promise<ReportQuestion> {
  // What else the page's address says is of its charts, which a message does not draw.
  const alsoKnown = [...tableParams, ...search.keys()]
  const first = readQuestion(report, search, { alsoKnown, asOf: reader.asOf, fixed })
  const question = report.slug === 'commerce' ? await inMainCurrency(reader, first) : first
  const { table } = question
  return { ...question, table: { ...table, page: 1, columns: table.columns.filter((name) => name !== 'trend') } }
}

export async function teamNames(reader: ScopedReader, teams: readonly number[]) {
  if (teams.length === 0) return {}
  const labels = teamLabels((await filterOptions(reader)).teams)
  return { teamName: (id: number) => labels.get(id) ?? `team ${id}` }
}

export function asOfWords(asOf: ScopedReader['asOf']): string[] {
  return Object.entries(sourceNames).flatMap(([source, name]) => {
    const moment = asOf[source as keyof typeof sourceNames]
    return moment === null ? [] : [`${name} as of ${formatMoment(moment)}`]
  })
}

function lineOf(name: MetricName | undefined, { lines, buckets, grain }: Series<MetricName>): LineChart[] {
  const [line] = lines
  if (name === undefined || line === undefined || buckets.length < 2) return []
  const { label, format } = metrics[name]
  return [
    {
      kind: 'line',
      title: `${label} by ${grain}`,
      format,
      labels: buckets.map(({ start }) => formatBucket(start, grain)),
      values: line.points.map((point) => point[name]),
      before: line.comparison && line.comparison.map((point) => point[name]),
      unfinished: buckets.at(-1)?.unfinished ?? false,
    },
  ]
}

/** The rows at the top, by the number that the table is ordered by. */
function barsOf({ question, answer, heads }: TableView): BarChart[] {
  const { by, descending } = question.table.sort
  const [first] = heads
  const isOverTime = question.report.table.by[0] === 'grain'
  if (!isMetric(by) || !descending || isOverTime || first === undefined || answer.rows.length < 2) return []
  const column = answer.columns.find(({ name }) => name === first.id)
  const measured = answer.columns.find(({ name }) => name === by)
  if (column === undefined || measured === undefined) return []
  const { label, format } = metrics[by]
  const bars = answer.rows.slice(0, MOST_BARS).map((row: Cells) => ({
    label: dimensionCell(column, row, {}).text,
    ...barOf(numberOf(row[by]), metricCell(measured, row).text, format),
  }))
  return [{ kind: 'bars', title: `${label} by ${first.label.toLowerCase()}`, bars }]
}

/** A missing value says why, as in the table. */
const barOf = (value: number | null, missing: string, format: ValueFormat) => ({
  value,
  text: value === null ? missing : formatValueWithUnit(value, format),
})

function firstRows({ answer, heads, range, question }: TableView): ViewContent['table'] {
  const columns = heads.flatMap(({ id }) => answer.columns.find(({ name }) => name === id) ?? [])
  const samples = question.report.table.samples ?? {}
  return {
    heads: heads.map(({ label, numeric }) => ({ label, numeric })),
    rows: answer.rows.slice(0, FIRST_ROWS).map((row: Cells) =>
      columns.map((column) => {
        if (!isMetric(column.name)) return dimensionCell(column, row, {}).text
        const { text, sample } = metricCell(column, row, samples[column.name])
        return sample === undefined ? text : `${text} (${sample})`
      }),
    ),
    of: range.of,
    capped: false,
  }
}
