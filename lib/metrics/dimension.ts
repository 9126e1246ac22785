/** What a dimension is, and the ways in which many of them read their keys and names. */
import { sql, type RawBuilder } from 'kysely'
import { notSet } from '@/lib/filters/filters'
import { factColumn, type Fact } from './fact'

export type KeyKind = 'day' | 'text' | 'integer'

/** Where keys stand that are no columns of the fact; one row at most per row of the fact, unless groups overlap. */
export interface Beside {
  readonly alias: string
  /** Has the key, and a column `match`. */
  readonly rows: RawBuilder<unknown>
  /** What `match` equals, over the fact; null where nothing can match. */
  readonly matches: (fact: Fact) => RawBuilder<unknown>
}

export interface Dimension {
  readonly label: string
  readonly description: string
  readonly kind: KeyKind
  /** `day` is the fact's day, already moved where a comparison period is laid over the current one. */
  readonly key: (day: RawBuilder<unknown>) => RawBuilder<unknown>
  readonly beside?: Beside
  /** What rows with one of these keys have in a column of theirs: less than the keys say, and an index may find them by it. */
  readonly foundBy?: (keys: readonly string[]) => RawBuilder<boolean>
  /** Where people read a name instead of the key. */
  readonly name?: { readonly label: string; readonly from: RawBuilder<unknown>; readonly text: RawBuilder<unknown> }
  /** Rows of a fact may stand in several groups, so that groups overlap. */
  readonly overlaps?: boolean
  /** Only for readers who may see single learners. */
  readonly learnerRows?: boolean
  /** Source columns that keys and names are read from, beside those of the fact. */
  readonly readFrom?: readonly string[]
}

/** Something of Skilljar's with an id and a name. */
export function namedBy(
  label: string,
  of: string,
  from: RawBuilder<unknown>,
  unknown = `Unknown ${of.replaceAll('_', ' ')}`,
): Dimension['name'] & object {
  const key = sql.ref(`cells.${of}`)
  const name = sql.ref(`${of}_names.name`)
  return {
    label,
    from,
    text: sql`case when ${key} is null then ${notSet} else coalesce(${name}, ${`${unknown} `}::text || ${key}) end`,
  }
}

/** A column of the fact's own; what has none shows as "Not set". */
export const ownColumn = (name: string) => ({
  kind: 'text' as const,
  key: () => sql`coalesce(nullif(trim(${factColumn(name)}), ''), ${notSet})`,
})
