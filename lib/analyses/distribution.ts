/** How many rows of a fact lie in each of equal steps of a number, from the lowest step to the highest without gaps. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Fact } from '@/lib/metrics/fact'
import { readRows } from '@/lib/metrics/read-rows'
import { factRows, selectionOf, type AnalysisQuery, type AnalysisRow } from './analysis'
import { hideCells } from './datacamp/hide-cells'
import { wholeNumber } from './whole-number'

interface Bin extends AnalysisRow {
  readonly counted: number
  readonly people: number
}

interface Distribution {
  readonly fact: Fact
  /** The number, over "fact"; rows without it are left out. */
  readonly of: RawBuilder<unknown>
  /** Width of a step where the query does not say. */
  readonly width: number
  /** Text that most rows of a step have. */
  readonly usual?: RawBuilder<unknown>
}

const MOST_WIDTH = 100

/** Rows have from, to, counted, share, usual; values that too few people stand behind are empty. */
export async function distribution(
  reader: ScopedReader,
  query: AnalysisQuery,
  { fact, of, width: absent, usual = sql`null::text` }: Distribution,
): Promise<AnalysisRow[]> {
  const width = wholeNumber(query, 'width', { absent, least: 1, most: MOST_WIDTH })
  const statement = sql<Bin>`
    with bin as (
      select floor(${of} / ${width}::int)::int as number, count(*) as counted, count(distinct fact.person_id) as people,
        mode() within group (order by ${usual}) as usual
      from ${factRows(reader, fact, selectionOf(reader, query))}
      where ${of} is not null
      group by 1
    ), every as (
      select generate_series(min(number), max(number)) as number from bin
    )
    select (number * ${width}::int)::int as "from", ((number + 1) * ${width}::int)::int as "to",
      coalesce(counted, 0)::int as counted, coalesce(counted, 0)::float8 / sum(counted) over ()::float8 as share,
      usual, coalesce(people, 0)::int as people
    from every left join bin using (number)
    order by number`
  const bins = await readRows<Bin>(reader, statement.compile(reader.db))
  return hideCells(bins, ['counted', 'share', 'usual'], reader.scope.minimumCell)
}
