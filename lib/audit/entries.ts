/** Reading the audit log: newest first, page by page, whole as CSV, and one entry by its number. */
import { sql, type CompiledQuery } from 'kysely'
import type { Warehouse } from '@/lib/db/warehouse'
import { addDays } from '@/lib/filters/days'
import { nameless, type AuditFilter, type Outcome } from './address'

export interface Entry {
  readonly id: number
  readonly at: string
  readonly actorKind: 'user' | 'token' | 'system' | 'anonymous'
  readonly actorId: string | null
  /** The name at that time. */
  readonly actorLabel: string | null
  readonly action: string
  readonly subject: string | null
  readonly outcome: Outcome
  readonly detail: Readonly<Record<string, unknown>>
  readonly requestId: string | null
}

function matching(db: Warehouse, { from, to, actor, action, subject, outcome, before }: AuditFilter) {
  const isNameless = (nameless as readonly (string | null)[]).includes(actor)
  return (
    db
      .selectFrom('app.audit as entry')
      .$if(from !== null, (query) => query.where(sql<boolean>`entry.at >= ${from}::timestamptz`))
      .$if(to !== null, (query) => query.where(sql<boolean>`entry.at < ${addDays(to ?? '', 1)}::timestamptz`))
      .$if(actor !== null && isNameless, (query) => query.where('entry.actor_kind', '=', actor))
      .$if(actor !== null && !isNameless, (query) => query.where('entry.actor_id', '=', actor))
      .$if(action !== null, (query) =>
        query.where((is) =>
          is.or([is('entry.action', '=', action), is(sql`starts_with(entry.action, ${`${action}.`})`, '=', true)]),
        ),
      )
      .$if(subject !== null, (query) =>
        query.where(sql<boolean>`position(lower(${subject}) in lower(entry.subject)) > 0`),
      )
      .$if(outcome !== null, (query) => query.where('entry.outcome', '=', outcome))
      // Times may be equal; with the number behind them no entry is skipped or shown twice.
      .$if(before !== null, (query) =>
        query.where(sql<boolean>`(entry.at, entry.id) < (select at, id from app.audit where id = ${before})`),
      )
      .orderBy('entry.at', 'desc')
      .orderBy('entry.id', 'desc')
  )
}

const columns = [
  'entry.id',
  'entry.at',
  'entry.actor_kind as actorKind',
  'entry.actor_id as actorId',
  'entry.actor_label as actorLabel',
  'entry.action',
  'entry.subject',
  'entry.outcome',
  'entry.detail',
  'entry.request_id as requestId',
] as const

export async function auditPage(
  db: Warehouse,
  filter: AuditFilter,
  limit: number,
): Promise<{ entries: readonly Entry[]; next: number | null }> {
  const rows = await matching(db, filter)
    .select(columns)
    .limit(limit + 1)
    .execute()
  const entries = rows.slice(0, limit) as unknown as readonly Entry[]
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null }
}

export async function auditEntry(db: Warehouse, id: number): Promise<Entry | null> {
  const row = await db.selectFrom('app.audit as entry').select(columns).where('entry.id', '=', id).executeTakeFirst()
  return (row as unknown as Entry | undefined) ?? null
}

/** Every entry that fits, as the page shows them, with the ids behind the names. */
export function auditExport(db: Warehouse, filter: AuditFilter): CompiledQuery {
  return matching(db, { ...filter, before: null })
    .select(['entry.id', 'entry.at', 'entry.actor_kind', 'entry.actor_id', 'entry.actor_label', 'entry.action'])
    .select(['entry.subject', 'entry.outcome', sql<string>`entry.detail::text`.as('detail'), 'entry.request_id'])
    .compile()
}

/** Removes what is older than so many days, at least 90; that it did is the newest entry. */
export async function pruneAudit(db: Warehouse, olderThanDays: number): Promise<number> {
  const before = sql`now() - make_interval(days => ${olderThanDays})`
  const { rows } = await sql<{ removed: number }>`select app.prune_audit(${before}) as removed`.execute(db)
  return Number(rows[0]?.removed ?? 0)
}
