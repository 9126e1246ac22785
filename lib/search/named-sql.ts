/** The conditions and the order of lib/search/match.ts for rows with a name. The words' trigram indexes serve them. */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Patterns } from './match'

export function meets({ words }: Patterns, columns: readonly string[]): RawBuilder<SqlBool> {
  const met = words.map((word) => {
    const found = columns.map((name) => sql<SqlBool>`${sql.id(name)} ~* ${word}::text`)
    return sql<SqlBool>`(${sql.join(found, sql` or `)})`
  })
  return sql`(${sql.join(met, sql` and `)})`
}

/** By the column called name. */
export function nearestFirst({ atStart, atWord }: Patterns): RawBuilder<number> {
  return sql`case when name ~* ${atStart}::text then 0 when name ~* ${atWord}::text then 1 else 2 end`
}
