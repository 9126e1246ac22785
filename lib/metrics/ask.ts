/** Answers questions: checks them, compiles them, and reads rows and totals from one snapshot of the data. */
import type { CompiledQuery } from 'kysely'
import { dayOf } from '@/lib/filters/days'
import { comparisonPeriod } from '@/lib/filters/periods'
import type { ScopedReader } from '@/lib/authz/reader'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { compileCells, denominatorOf, numeratorOf, type Cells, type Order } from './compile'
import { dimensions, isFactDimension, type Dimension, type DimensionName } from './dimensions'
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
import { NotForThisReader, type Answer, type AnswerColumn, type Query, type Row, type Totals } from './query'
import { readRows, type RawRow } from './read-rows'
import { readableSql } from './readable-sql'

export async function ask<const M extends MetricName, const D extends DimensionName = never>(
  reader: ScopedReader,
  query: Query<M, D>,
): Promise<Answer<M, D>> {
  const question = { ...cellsFor(reader, query), asked: asked(query) }
  const { sort, limit, offset } = query
  const statement = compiled(reader, question, { sort, limit, offset, count: limit !== undefined })
  const rows = await readRows(reader, statement)
  return {
    columns: columnsOf(reader, question),
    rows: rows.map((row) => shaped<Row<M, D>>(row)),
    rowCount: limit === undefined ? rows.length : await countOf(reader, question, rows),
    totals: await totalsOf<M>(reader, question),
    overlaps: question.by.some((name) => dimensionOf(name).overlaps),
    comparison: await comparisonOf<M, D>(reader, question, limit === undefined),
    sql: readableSql(statement),
    asOf: reader.asOf,
    dataVersion: reader.dataVersion,
  }
}

/** The rows of an answer as one statement, for exports that stream it; what the reader must not see is hidden in it. */
export function askCompiled<const M extends MetricName, const D extends DimensionName = never>(
  reader: ScopedReader,
  query: Query<M, D>,
): { query: CompiledQuery; columns: readonly AnswerColumn[] } {
  const question = { ...cellsFor(reader, query), asked: asked(query) }
  const { sort, limit, offset } = query
  return { query: compiled(reader, question, { sort, limit, offset }), columns: columnsOf(reader, question) }
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
    today: currentDay(reader, query),
    asOf: reader.asOf,
    withoutRollups: query.withoutRollups ?? !reader.hasRollups,
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

function currentDay(reader: ScopedReader, query: Query): string {
  return query.today ?? reader.asOf.datacamp?.slice(0, 10) ?? dayOf(new Date())
}

async function totalsOf<M extends MetricName>(reader: ScopedReader, question: Question): Promise<Totals<M>> {
  const rows = await readRows(reader, compiled(reader, { ...question, by: [] }))
  return shaped<Totals<M>>(rows[0] ?? {})
}

async function comparisonOf<M extends MetricName, D extends DimensionName>(
  reader: ScopedReader,
  question: Question,
  withRows: boolean,
): Promise<Answer<M, D>['comparison']> {
  const period = comparisonPeriod(question.filters, question.filters.compare)
  if (period === null) return null
  const before: Question = { ...question, period, laidOver: question.filters }
  const totals = await totalsOf<M>(reader, before)
  if (!withRows || question.by.length === 0) return { ...period, rows: [], totals }
  const rows = await readRows(reader, compiled(reader, before))
  return { ...period, rows: rows.map((row) => shaped<Row<M, D>>(row)), totals }
}

/** A page beyond the last row has no row that could carry the count. */
async function countOf(reader: ScopedReader, question: Question, rows: readonly RawRow[]): Promise<number> {
  const [first] = rows
  if (first) return Number(first.row_count)
  const all = await readRows(reader, compiled(reader, question, { limit: 1, count: true }))
  return Number(all[0]?.row_count ?? 0)
}

/** Safe: the compiler selected exactly the names of the query, and pg reads float8 and safe bigints as numbers. */
function shaped<R>(row: RawRow): R {
  const { row_count: _, ...cells } = row
  return { ...cells, suppressed: row.suppressed === true } as R
}

function columnsOf(reader: ScopedReader, { by, asked: names }: Question): AnswerColumn[] {
  const columns: AnswerColumn[] = []
  for (const name of by) {
    const dimension = dimensionOf(name)
    columns.push({ name, role: 'dimension', label: dimension.label, kind: dimension.kind })
    if (dimension.name) columns.push({ name: `${name}_name`, role: 'name', label: dimension.name.label, kind: 'text' })
  }
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
