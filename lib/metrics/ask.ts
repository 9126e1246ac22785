/** Answers questions: checks them, compiles them, and reads rows and totals from one snapshot of the data. */
import type { CompiledQuery } from 'kysely'
import { comparisonPeriod } from '@/lib/filters/periods'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Period } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import type { Cells } from './compile'
import { withoutSmallCells } from './all-large'
import { dayOfData } from './day-of-data'
import { compileCells, denominatorOf, numeratorOf, searchedColumn, type Order } from './finished-cells'
import type { Dimension } from './dimension'
import { dimensions, type DimensionName } from './dimensions'
import { isFactDimension } from './fact-dimensions'
import { profileColumns } from './directory'
import {
  factMetricsOf,
  factOf,
  isDimension,
  isMetric,
  metrics,
  ratioOf,
  UnknownName,
  type FactMetricName,
  type MetricName,
} from './names'
import { readPage, type PageOfRows } from './page-of-rows'
import { NotForThisReader, type Answer, type AnswerColumn, type Query, type Row, type Totals } from './query'
import { readRows, type RawRow } from './read-rows'
import { readableSql } from './readable-sql'

export async function ask<const M extends MetricName, const D extends DimensionName = never>(
  reader: ScopedReader,
  query: Query<M, D>,
): Promise<Answer<M, D>> {
  const question = { ...cellsFor(reader, query), asked: asked(query) }
  const { statement, rows, rowCount } = await rowsOf(reader, question, query)
  return {
    columns: columnsOf(reader, question),
    rows: rows.map((row) => shaped<Row<M, D>>(row)),
    rowCount,
    totals: await totalsOf<M>(reader, question),
    overlaps: question.by.some((name) => dimensionOf(name).overlaps),
    comparison: await comparisonOf<M, D>(reader, question, query.limit === undefined, query.search),
    sql: readableSql(statement),
    asOf: reader.asOf,
    dataVersion: reader.dataVersion,
  }
}

/** What rows say without their totals. */
export type Rows<M extends MetricName, D extends DimensionName> = Pick<
  Answer<M, D>,
  'rows' | 'overlaps' | 'asOf' | 'dataVersion'
> & { readonly comparison: (Period & { readonly rows: Answer<M, D>['rows'] }) | null }

/** The rows alone, of both periods: for charts that show no totals, half the statements. */
export async function askRows<const M extends MetricName, const D extends DimensionName = never>(
  reader: ScopedReader,
  query: Omit<Query<M, D>, 'limit' | 'offset'>,
): Promise<Rows<M, D>> {
  const question = { ...cellsFor(reader, query), asked: asked(query) }
  const { sort, search } = query
  const { rows } = await rowsOf(reader, question, { sort, search })
  const period = comparisonPeriod(question.filters, question.filters.compare)
  return {
    rows: rows.map((row) => shaped<Row<M, D>>(row)),
    overlaps: question.by.some((name) => dimensionOf(name).overlaps),
    comparison: period && { ...period, rows: await rowsBefore<M, D>(reader, beforeOf(question, period), search) },
    asOf: reader.asOf,
    dataVersion: reader.dataVersion,
  }
}

/** The rows asked for, and how many there would be without the limit. */
async function rowsOf(
  reader: ScopedReader,
  whole: Question,
  { sort, search, limit, offset }: Order,
): Promise<PageOfRows> {
  const question = await withoutSmallCells(reader, whole)
  const page = await readPage(reader, question, { sort, search, limit, offset }, (part) =>
    compiled(reader, { ...question, ...part }, { sort, limit, offset: part.offset }),
  )
  if (page) return page
  const statement = compiled(reader, question, { sort, search, limit, offset, count: limit !== undefined })
  const rows = await readRows(reader, statement)
  const rowCount = limit === undefined ? rows.length : await countOf(reader, question, rows, search)
  return { statement, rows, rowCount }
}

/** The rows of an answer as one statement, for exports that stream it; what the reader must not see is hidden in it. */
export function askCompiled<const M extends MetricName, const D extends DimensionName = never>(
  reader: ScopedReader,
  query: Query<M, D>,
): { query: CompiledQuery; columns: readonly AnswerColumn[] } {
  const question = { ...cellsFor(reader, query), asked: asked(query) }
  const { sort, search, limit, offset } = query
  return { query: compiled(reader, question, { sort, search, limit, offset }), columns: columnsOf(reader, question) }
}

/** The cells to read, and what of them to show. */
interface Question extends Cells {
  readonly asked: readonly MetricName[]
}

function compiled(reader: ScopedReader, question: Question, order: Order = {}): CompiledQuery {
  return compileCells(reader.db, question, { metrics: question.asked }, order).compile(reader.db)
}

function asked({ metrics: names }: Pick<Query, 'metrics'>): MetricName[] {
  return [...new Set(names)]
}

/** Checks names once more: an address or a token may have brought them past the types. */
export function cellsFor(reader: ScopedReader, query: Query): Cells {
  const { filters, person } = query
  const names = [...new Set<string>(query.metrics)].map((name) => {
    if (isMetric(name)) return name
    throw new UnknownName('metrics', 'metric', name, Object.keys(metrics))
  })
  if (names.length === 0) throw new UnknownName('metrics', 'metric', '', Object.keys(metrics))
  const read = factMetricsOf(names)
  const by = [...new Set<string>(query.by)].map((name) => {
    if (isDimension(name)) return name
    throw new UnknownName('by', 'dimension', name, Object.keys(dimensions))
  })
  for (const name of by) refuseForeign(name, read)
  if (query.sort !== undefined && ![...names, ...by].some((name) => name === query.sort?.by)) {
    throw new UnknownName('sort', 'column', query.sort.by, [...names, ...by])
  }
  if (query.search && searchedColumn(by) === undefined) {
    throw new InvalidFilter('search', 'search: these rows have no names to search in; leave it out.')
  }
  if (!reader.scope.learnerRows && (person !== undefined || by.some((name) => dimensionOf(name).learnerRows))) {
    throw new NotForThisReader(
      'by',
      'by: single learners are not shown to your role; group by team, technology or time.',
    )
  }
  return {
    metrics: read,
    by,
    filters,
    period: filters,
    person,
    scope: reader.scope,
    today: query.today ?? dayOfData(reader),
    asOf: reader.asOf,
    withoutRollups: query.withoutRollups ?? !reader.hasRollups,
    directory: by.length === 1 && by[0] === 'person' ? query.directory : undefined,
  }
}

/** A dimension of some facts only cannot divide the metrics of the others. */
function refuseForeign(name: DimensionName, asked: readonly FactMetricName[]): void {
  if (!isFactDimension(name)) return
  for (const metric of asked) {
    const { dimensions: own = [] } = factOf(metric)
    if (own.includes(name)) continue
    const known = Object.keys(dimensions).filter(
      (candidate) => isDimension(candidate) && (!isFactDimension(candidate) || own.includes(candidate)),
    )
    throw new InvalidFilter(
      'by',
      `by: ${metric} cannot be divided by ${name}. Use one or more of: ${known.join(', ')}.`,
    )
  }
}

async function totalsOf<M extends MetricName>(reader: ScopedReader, question: Question): Promise<Totals<M>> {
  const total = await withoutSmallCells(reader, { ...question, by: [], directory: undefined })
  const rows = await readRows(reader, compiled(reader, total))
  return shaped<Totals<M>>(rows[0] ?? {})
}

async function comparisonOf<M extends MetricName, D extends DimensionName>(
  reader: ScopedReader,
  question: Question,
  withRows: boolean,
  search: string | undefined,
): Promise<Answer<M, D>['comparison']> {
  const period = comparisonPeriod(question.filters, question.filters.compare)
  if (period === null) return null
  const before = beforeOf(question, period)
  const totals = await totalsOf<M>(reader, before)
  if (!withRows || question.by.length === 0) return { ...period, rows: [], totals }
  return { ...period, rows: await rowsBefore<M, D>(reader, before, search), totals }
}

function beforeOf(question: Question, period: Period): Question {
  return { ...question, period, laidOver: question.filters }
}

async function rowsBefore<M extends MetricName, D extends DimensionName>(
  reader: ScopedReader,
  before: Question,
  search: string | undefined,
): Promise<Answer<M, D>['rows']> {
  const rows = await readRows(reader, compiled(reader, await withoutSmallCells(reader, before), { search }))
  return rows.map((row) => shaped<Row<M, D>>(row))
}

/** A page beyond the last row has no row that could carry the count. */
async function countOf(
  reader: ScopedReader,
  question: Question,
  rows: readonly RawRow[],
  search: string | undefined,
): Promise<number> {
  const [first] = rows
  if (first) return Number(first.row_count)
  const all = await readRows(reader, compiled(reader, question, { search, limit: 1, count: true }))
  return Number(all[0]?.row_count ?? 0)
}

/** Safe: the compiler selected exactly the names of the query, and pg reads float8 and safe bigints as numbers. */
function shaped<R>(row: RawRow): R {
  const { row_count: _, ...cells } = row
  return { ...cells, suppressed: row.suppressed === true } as R
}

function columnsOf(reader: ScopedReader, { by, directory, asked: names }: Question): AnswerColumn[] {
  const columns: AnswerColumn[] = []
  for (const name of by) {
    const dimension = dimensionOf(name)
    columns.push({ name, role: 'dimension', label: dimension.label, kind: dimension.kind })
    if (dimension.name) columns.push({ name: `${name}_name`, role: 'name', label: dimension.name.label, kind: 'text' })
  }
  for (const { name, label, kind } of directory ? profileColumns : []) columns.push({ name, role: 'note', label, kind })
  for (const name of names) {
    columns.push(metricColumn(name))
    const ratio = ratioOf(name)
    if (ratio === undefined) continue
    columns.push({ ...metricColumn(ratio.of), name: numeratorOf(name) })
    columns.push({ ...metricColumn(ratio.to), name: denominatorOf(name) })
  }
  if (reader.scope.minimumCell > 1) {
    columns.push({
      name: 'suppressed',
      role: 'note',
      label: `Fewer than ${reader.scope.minimumCell} people`,
      kind: 'boolean',
    })
  }
  return columns
}

function metricColumn(name: MetricName): AnswerColumn {
  const { label, unit, format, additive } = metrics[name]
  return { name, role: 'metric', label, kind: 'number', unit, format, additive }
}

function dimensionOf(name: DimensionName): Dimension {
  return dimensions[name]
}
