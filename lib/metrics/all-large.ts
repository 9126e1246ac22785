/**
 * For readers with a minimum: shows on a part of the people that no cell of an answer is small. Then nothing is hidden, nobody
 * has to be counted behind the values, and rollups may answer as they do for everybody else.
 */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { cellsOf, definitionOf, needsPeople, type Cells } from './compile'
import { peopleBehind } from './hide-small'
import type { FactMetricName } from './names'
import { readRows } from './read-rows'
import { servedByRollups } from './rollups'
import { singleFilters } from './single-filters'

/** Enough for a few in each cell of a large organisation, and read in a fifth of the time of 200,000. */
const PEOPLE = 10_000

/** The question as it is, or as one that nothing has to be hidden from. */
export async function withoutSmallCells<Q extends Cells>(reader: ScopedReader, question: Q): Promise<Q> {
  if (!needsPeople(question)) return question
  // For one answer of which every cell is found to be large enough.
  const open = { ...question, scope: { ...question.scope, minimumCell: 1 } }
  // Of every team at once, one is always small; a few teams are counted as fast as they are shown to be large.
  if (question.by.includes('team') || singleFilters(question.filters).length > 0) return question
  if (isServed(question) || !isServed(open)) return question
  const [found] = await readRows<{ are_large: boolean }>(reader, proof(reader, question, open).compile(reader.db))
  return found?.are_large ? open : question
}

function isServed(cells: Cells): boolean {
  const names = servedByRollups(cells, cells.metrics).flatMap((part) => part.names)
  return cells.metrics.every((name) => names.includes(name))
}

/** People of the part who stand behind a value are fewer than all who do. */
function proof({ db }: ScopedReader, question: Cells, open: Cells): RawBuilder<unknown> {
  const same = question.by.map((name) => sql`whole.${sql.id(name)} is not distinct from part.${sql.id(name)}`)
  const doubtful = question.metrics.map((name) => {
    const value = zeroIsNobody(name) ? sql`whole.${sql.id(name)} <> 0` : sql`true`
    return sql`(coalesce(part.${sql.id(peopleBehind(name))}, 0) < ${question.scope.minimumCell}::int and ${value})`
  })
  return sql`
    select not exists (
      select from (${cellsOf(db, open)}) as whole
      left join (${cellsOf(db, { ...question, among: PEOPLE, withoutRollups: true })}) as part
        on ${same.length === 0 ? sql`true` : sql.join(same, sql` and `)}
      where ${sql.join(doubtful, sql` or `)}
    ) as are_large`
}

/** XP goes up and down, and hours are rounded: behind their zero may stand somebody. */
function zeroIsNobody(name: FactMetricName): boolean {
  const { format, unit } = definitionOf(name)
  return format === 'count' && unit !== 'XP'
}
