/**
 * Who saw rows about single learners: one entry for a view, and none for the same view again within ten minutes, so that a
 * page that is reloaded or read every second stays cheap. Each web process keeps its own memory of what it wrote.
 */
import { LRUCache } from 'lru-cache'
import type { Actor } from '@/lib/authz/actor'
import type { App } from '@/lib/db/app'
import { record } from './record'

const AGAIN_AFTER_MS = 10 * 60_000

const seen = new LRUCache<string, true>({ max: 20_000, ttl: AGAIN_AFTER_MS })

export interface View {
  readonly actor: Actor
  /** "person.view", "people.view", "table.view", "findings.view" */
  readonly action: `${string}.view`
  /** Which page, table or person. */
  readonly subject: string
  /** The filters as the address has them. */
  readonly filters?: string
  readonly requestId?: string
}

export async function recordView(db: App, { actor, action, subject, filters = '', requestId }: View): Promise<void> {
  const key = JSON.stringify([actor.id, action, subject, filters])
  if (seen.has(key)) return
  const detail = filters === '' ? {} : { filters }
  await record(db, { actor, action, subject, detail, ...(requestId && { requestId }) })
  // Only what was written counts.
  seen.set(key, true)
}
