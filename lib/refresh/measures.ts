/** Sums that a table is known by: what learning amounts to, so that a delivery that lost half of it does not go unseen. */
import type pg from 'pg'
import { column as columnOf } from '@/lib/catalogue/catalogue'
import type { SourceTable } from '@/lib/connectors/types'
import { InvariantBroken } from './failure'
import { quote } from './mirror'
import type { StagedTable } from './stage'

/** Exact sums as text, by column; null where no row has a value. */
export type Measures = Readonly<Record<string, string | null>>

const measured = new Set(['time_spent', 'xp', 'nb_seconds', 'view_count', 'total_time', 'quantity', 'credits_used'])
/** Their sums are exact and have one way to be written. */
const exact = new Set(['integer', 'bigint'])

/** The measures that this delivery fills; a column that it lacks keeps its old values and proves nothing. */
export function measuresOf({ table, columns }: SourceTable): readonly string[] {
  return columns.filter((name) => measured.has(name) && exact.has(columnOf(table, name)?.kind ?? ''))
}

/** Rows and measures of a table in one look at it; `name` is quoted, the columns come from the catalogue. */
export async function countAndMeasure(
  db: pg.Pool | pg.PoolClient,
  name: string,
  source: SourceTable,
): Promise<{ rows: number; measures: Measures }> {
  const names = measuresOf(source)
  const sums = names.map((column) => `, sum(${quote(column)})::text as ${quote(column)}`).join('')
  const { rows } = await db.query<Record<string, string | null>>(`select count(*)::text as "rows"${sums} from ${name}`)
  const found = rows[0] ?? {}
  return {
    rows: Number(found['rows']),
    measures: Object.fromEntries(names.map((column) => [column, found[column] ?? null])),
  }
}

/** I5: what the mirror adds up to is what was delivered, to the last second. */
export function assertSameSums({ source, measures }: StagedTable, live: Measures): void {
  for (const [name, sum] of Object.entries(measures)) {
    // No value at all adds up to nothing, and so do values that cancel each other.
    if ((sum ?? '0') === (live[name] ?? '0')) continue
    const sums = `${name} adds up to ${sum ?? 'nothing'} as delivered, but to ${live[name] ?? 'nothing'} in the mirror`
    throw new InvariantBroken(`The books of ${source.table.name} do not balance: ${sums}.`)
  }
}
