/** Text cells that a spreadsheet would run as a formula get a leading apostrophe, in SQL, so that they stay text. */
import { sql, type RawBuilder } from 'kysely'
import pg from 'pg'

const { builtins } = pg.types

/** Types whose every value a spreadsheet reads as a number, a time or a word of ours; all others are treated as text. */
const HARMLESS: ReadonlySet<number> = new Set([
  builtins.BOOL,
  builtins.INT2,
  builtins.INT4,
  builtins.INT8,
  builtins.FLOAT4,
  builtins.FLOAT8,
  builtins.NUMERIC,
  builtins.DATE,
  builtins.TIMESTAMP,
  builtins.TIMESTAMPTZ,
  builtins.UUID,
])

/** Skipped by spreadsheets, or by people who paste: blanks, line ends, quotes, marks of no width. */
const LEADING = ' \n\u00a0\u200b\u2060\ufeff"\''

const TRIGGERS = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']

/** The column `name` of a subquery, of the type that PostgreSQL announced for it. */
export function safeCell(name: string, type: number): RawBuilder<unknown> {
  const cell = sql.id(name)
  if (HARMLESS.has(type)) return sql`${cell}`
  const text = sql`${cell}::text`
  // Most cells start with a digit or from A to z, which one cheap look settles; = and @ lie between the two.
  return sql`case when ascii(${text}) between 65 and 122 or ascii(${text}) between 48 and 57 then ${text}
    when left(ltrim(${text}, ${LEADING}), 1) in (${sql.join(TRIGGERS)}) then '''' || ${text} else ${text} end`
}
