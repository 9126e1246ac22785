/** A statement's whole answer as a query that the exports take. */
import { sql, type CompiledQuery } from 'kysely'
import { createWarehouse } from '@/lib/db/warehouse'
import type { SqlAccess } from './access'
import { checkedStatement } from './check'
import { columnsOf, inParentheses, proveQuery } from './run'
import { inSession, type SqlVisit } from './session'

/** A download takes longer than a page waits. */
export const LONGEST_EXPORT_MS = 600_000

/** Proven as on screen: whatever is written in parentheses here was one query that reads by the database's own grammar. */
export async function wholeAnswer(access: SqlAccess, written: string, visit: SqlVisit): Promise<CompiledQuery> {
  const statement = checkedStatement(written)
  const columns = await inSession(access, visit, async (client) => {
    await proveQuery(client, statement)
    return columnsOf(client, statement)
  })
  const names = uniqueNames(columns.map(({ name }) => name)).map((name) => sql.id(name))
  // Safe: see above. The statement is whoever asks' own, and runs with no rights but those of the login.
  return sql`select * from ${sql.raw(inParentheses(statement))} as answer (${sql.join(names)})`.compile(
    createWarehouse(access.downloads),
  )
}

/** Files name every column once. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let unique = name
    for (let number = 2; taken.has(unique); number += 1) unique = `${name.slice(0, 40)}_${number}`
    taken.add(unique)
    return unique
  })
}
