/** What a number rests on: how many people and how many rows of which fact, counted from the facts themselves. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Filters } from '@/lib/filters/filters'
import { ask, cellsFor } from './ask'
import { definitionOf, rowsOf } from './compile'
import { factColumn } from './fact'
import { factMetricsOf, factOf, type FactMetricName, type MetricName } from './names'
import { readRows } from './read-rows'

export interface Behind {
  /** The number itself, or for a ratio what it divides. */
  readonly metric: FactMetricName
  /** Distinct people; null where too few for this reader, or where the fact is not about people. */
  readonly people: number | null
  /** Rows that count; null where the people are. */
  readonly rows: number | null
}

export async function behind(reader: ScopedReader, name: MetricName, filters: Filters): Promise<Behind[]> {
  const cells = cellsFor(reader, { metrics: [name], filters })
  const all: Behind[] = []
  for (const metric of factMetricsOf([name])) {
    const { counts, ofThings } = definitionOf(metric)
    const statement = sql<{ people: number; rows: number }>`
      select count(distinct ${factColumn('person_id')}) filter (where ${counts(factColumn)}) as people,
        count(*) filter (where ${counts(factColumn)}) as rows
      ${rowsOf(reader.db, cells, factOf(metric))}`.compile(reader.db)
    const [{ people, rows } = { people: 0, rows: 0 }] = await readRows<{ people: number; rows: number }>(
      reader,
      statement,
    )
    const hidden = !ofThings && (await isHidden(reader, metric, filters))
    all.push({ metric, people: hidden || ofThings ? null : people, rows: hidden ? null : rows })
  }
  return all
}

/** Where the number itself is, what stands behind it is too. */
async function isHidden(reader: ScopedReader, metric: FactMetricName, filters: Filters): Promise<boolean> {
  if (reader.scope.minimumCell <= 1) return false
  const { totals } = await ask(reader, { metrics: [metric], filters: { ...filters, compare: 'none' } })
  return totals.suppressed
}
