/** The whole answer of a query that is kept under a name, for whoever may see it. */
import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Actor } from '@/lib/authz/actor'
import { notFound, Refusal } from '@/lib/authz/problem'
import { app } from '@/lib/db/app'
import { sqlAccess } from './access'
import { answeredOrRefused } from './answer'
import { askSql } from './ask'
import { openableQueries } from './openable-queries'
import { LONGEST_EXPORT_MS, wholeAnswer } from './whole'

export interface SavedAnswer {
  readonly query: CompiledQuery
  readonly name: string
  /** Of the login that only reads. */
  readonly pool: pg.Pool
  readonly patienceMs: number
}

export async function savedAnswer(actor: Actor, id: string): Promise<SavedAnswer> {
  const kept = (await openableQueries(app(), actor)).find((query) => query.id === id)
  if (!kept) throw new Refusal(notFound('query of this name that you may open'))
  const { statement, name } = kept
  return answeredOrRefused(async () => {
    const asked = { actor, statement, action: 'sql.export' } as const
    const query = await askSql(asked, (access, visit) => wholeAnswer(access, statement, visit))
    return { query, name, pool: (await sqlAccess()).downloads, patienceMs: LONGEST_EXPORT_MS }
  })
}
