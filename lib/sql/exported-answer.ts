/** The whole answer of a statement as the exports take it: of one that was just written, or of one that is kept under a name. */
import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Actor } from '@/lib/authz/actor'
import { notFound, Refusal } from '@/lib/authz/problem'
import { app } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { sqlAccess } from './access'
import { answeredOrRefused } from './answer'
import { askSql } from './ask'
import { openableQueries } from './openable-queries'
import { LONGEST_EXPORT_MS, wholeAnswer } from './whole'

export interface ExportedAnswer {
  readonly query: CompiledQuery
  /** Of the login that only reads. */
  readonly pool: pg.Pool
  /** Of the product's own, because that login knows nothing of publications. */
  readonly publications: pg.Pool
  readonly patienceMs: number
}

/** Of the request that waits for it; the background has none. */
interface Asked {
  readonly requestId?: string
  readonly signal?: AbortSignal
}

export async function exportedAnswer(actor: Actor, statement: string, asked: Asked = {}): Promise<ExportedAnswer> {
  const query = await askSql({ ...asked, actor, statement, action: 'sql.export' }, (access, visit) =>
    wholeAnswer(access, statement, visit),
  )
  const { downloads: pool } = await sqlAccess()
  return { query, pool, publications: webPool(), patienceMs: LONGEST_EXPORT_MS }
}

export async function savedAnswer(actor: Actor, id: string): Promise<ExportedAnswer & { name: string }> {
  const kept = (await openableQueries(app(), actor)).find((query) => query.id === id)
  if (!kept) throw new Refusal(notFound('query of this name that you may open'))
  return answeredOrRefused(async () => ({ ...(await exportedAnswer(actor, kept.statement)), name: kept.name }))
}

/** Nobody kept it, so it goes with the export itself. */
export async function unsavedAnswer(actor: Actor, statement: string): Promise<ExportedAnswer & { name: string }> {
  return answeredOrRefused(async () => ({ ...(await exportedAnswer(actor, statement)), name: UNSAVED_NAME }))
}

export const UNSAVED_NAME = 'sql'
