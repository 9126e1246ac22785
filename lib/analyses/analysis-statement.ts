/** The rows of an analysis as a statement, so that its download is written, fenced and put down like every other. */
import { sql, type CompiledQuery } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { AnalysisColumn, AnalysisRow } from './analysis'

const types = { text: sql`text`, time: sql`text`, day: sql`date`, number: sql`float8`, boolean: sql`boolean` } as const
const place = sql.id('place of the row')

export function analysisStatement(
  { db }: Pick<ScopedReader, 'db'>,
  columns: readonly Pick<AnalysisColumn, 'name' | 'kind'>[],
  rows: readonly AnalysisRow[],
): CompiledQuery {
  const names = columns.map(({ name }) => sql.id(name))
  const typed = columns.map(({ name, kind }) => sql`${sql.id(name)} ${types[kind]}`)
  return sql`
    select ${sql.join(names)}
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (${sql.join(typed)}))
      with ordinality as answer (${sql.join([...names, place])})
    order by ${place}`.compile(db)
}
