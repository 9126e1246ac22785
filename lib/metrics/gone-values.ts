/** Which values that a kept address narrows by are no longer in the data. */
import { sql, type RawBuilder } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { notSet, type Narrowing } from '@/lib/filters/filters'
import { contentNames } from './dimensions'
import { narrowingValues } from './narrowing-options'
import { readRows } from './read-rows'

/** Values that only some days have, such as a promo code of last year, are never gone. */
export async function goneValues(
  reader: ScopedReader,
  name: Narrowing,
  chosen: readonly string[],
): Promise<readonly string[]> {
  const asked = chosen.filter((value) => value !== notSet)
  const known = asked.length === 0 ? null : knownOf(name)
  if (known === null) return []
  if (Array.isArray(known)) return asked.filter((value) => !known.includes(value))
  const statement = sql<{ value: string }>`
    select value from unnest(${asked}::text[]) as asked (value)
    where value not in (select trim(known.value::text) from (${known}) as known where known.value is not null)`
  return (await readRows<{ value: string }>(reader, statement.compile(reader.db))).map(({ value }) => value)
}

function knownOf(name: Narrowing): readonly string[] | RawBuilder<unknown> | null {
  if (name === 'content') return sql`select content as value from ${contentNames} as named`
  const from = narrowingValues[name]
  return 'known' in from ? from.known : 'rows' in from ? from.rows : null
}
