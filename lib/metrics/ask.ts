/** Answers questions: checks them, compiles them, and reads rows and totals from one snapshot of the data. */
import type { CompiledQuery } from 'kysely'
import { dayOf } from '@/lib/filters/days'
import { comparisonPeriod } from '@/lib/filters/periods'
import type { ScopedReader } from '@/lib/authz/reader'
import { compileCells, type Cells } from './compile'
import { dimensions, type Dimension, type DimensionName } from './dimensions'
import { isDimension, isMetric, metrics, UnknownName, type MetricName } from './names'
import { NotForThisReader, type Answer, type AnswerColumn, type Query, type Row, type Totals } from './query'
import { readRows, type RawRow } from './read-rows'
import { readableSql } from './readable-sql'

export async function ask<const M extends MetricName, const D extends DimensionName = never>(
  reader: ScopedReader,
  query: Query<M, D>,
): Promise<Answer<M, D>> {
  const cells = cellsFor(reader, query)
  const { sort, limit, offset } = query
  const statement = compileCells(reader.db, cells, { sort, limit, offset, count: limit !== undefined }).compile(
    reader.db,
  )
  const rows = await readRows(reader, statement)
  return {
    columns: columnsOf(reader, cells),
    rows: rows.map((row) => shaped<Row<M, D>>(row)),
    rowCount: limit === undefined ? rows.length : await countOf(reader, cells, rows),
    totals: await totalsOf<M>(reader, cells),
    overlaps: cells.by.some((name) => dimensionOf(name).overlaps),
    comparison: await comparisonOf<M, D>(reader, cells, limit === undefined),
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
  const cells = cellsFor(reader, query)
  const { sort, limit, offset } = query
  return {
    query: compileCells(reader.db, cells, { sort, limit, offset }).compile(reader.db),
    columns: columnsOf(reader, cells),
  }
}

/** Checks names once more: an address or a token may have brought them past the types. */
export function cellsFor(reader: ScopedReader, query: Query): Cells {
  const { filters, person } = query
  const names = [...new Set<string>(query.metrics)].map((name) => {
    if (isMetric(name)) return name
    throw new UnknownName('metrics', 'metric', name, Object.keys(metrics))
  })
  if (names.length === 0) throw new UnknownName('metrics', 'metric', '', Object.keys(metrics))
  const by = [...new Set<string>(query.by)].map((name) => {
    if (isDimension(name)) return name
    throw new UnknownName('by', 'dimension', name, Object.keys(dimensions))
  })
  if (query.sort !== undefined && ![...names, ...by].some((name) => name === query.sort?.by)) {
    throw new UnknownName('sort', 'column', query.sort.by, [...names, ...by])
  }
  if (!reader.scope.learnerRows && (person !== undefined || by.some((name) => dimensionOf(name).learnerRows))) {
    throw new NotForThisReader(
      'by',
      'by: single learners are not shown to your role; group by team, technology or time.',
    )
  }
  return { metrics: names, by, filters, period: filters, person, scope: reader.scope, today: currentDay(reader, query) }
}

function currentDay(reader: ScopedReader, query: Query): string {
  return query.today ?? reader.asOf.datacamp?.slice(0, 10) ?? dayOf(new Date())
}

async function totalsOf<M extends MetricName>(reader: ScopedReader, cells: Cells): Promise<Totals<M>> {
  const rows = await readRows(reader, compileCells(reader.db, { ...cells, by: [] }).compile(reader.db))
  return shaped<Totals<M>>(rows[0] ?? {})
}

async function comparisonOf<M extends MetricName, D extends DimensionName>(
  reader: ScopedReader,
  cells: Cells,
  withRows: boolean,
): Promise<Answer<M, D>['comparison']> {
  const period = comparisonPeriod(cells.filters, cells.filters.compare)
  if (period === null) return null
  const before: Cells = { ...cells, period, laidOver: cells.filters }
  const totals = await totalsOf<M>(reader, before)
  if (!withRows || cells.by.length === 0) return { ...period, rows: [], totals }
  const rows = await readRows(reader, compileCells(reader.db, before).compile(reader.db))
  return { ...period, rows: rows.map((row) => shaped<Row<M, D>>(row)), totals }
}

/** A page beyond the last row has no row that could carry the count. */
async function countOf(reader: ScopedReader, cells: Cells, rows: readonly RawRow[]): Promise<number> {
  const [first] = rows
  if (first) return Number(first.row_count)
  const all = await readRows(reader, compileCells(reader.db, cells, { limit: 1, count: true }).compile(reader.db))
  return Number(all[0]?.row_count ?? 0)
}

/** Safe: the compiler selected exactly the names of the query, and pg reads float8 and safe bigints as numbers. */
function shaped<R>(row: RawRow): R {
  const { row_count: _, ...cells } = row
  return { ...cells, suppressed: row.suppressed === true } as R
}

function columnsOf(reader: ScopedReader, cells: Cells): AnswerColumn[] {
  const columns: AnswerColumn[] = []
  for (const name of cells.by) {
    const dimension = dimensionOf(name)
    columns.push({ name, role: 'dimension', label: dimension.label, kind: dimension.kind })
    if (dimension.name) columns.push({ name: `${name}_name`, role: 'name', label: dimension.name.label, kind: 'text' })
  }
  for (const name of cells.metrics) {
    const { label, unit, format, additive } = metrics[name]
    columns.push({ name, role: 'metric', label, kind: 'number', unit, format, additive })
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

function dimensionOf(name: DimensionName): Dimension {
  return dimensions[name]
}
