/** app.identity_link inside the transaction of a decision, which Prisma cannot join. */
import type pg from 'pg'
import type { Actor } from '@/lib/authz/actor'
import type { AccountId, DecidedAccounts } from '@/lib/marts/restate-people'
import { IdentityRefused, type DecisionKind } from './decision'

/** Whose decision it is: tokens have no account of a person. */
const idOf = (actor: Actor) => (actor.kind === 'user' ? actor.id : null)

export async function insertDecision(
  tx: pg.ClientBase,
  actor: Actor,
  kind: DecisionKind,
  [one, other]: readonly AccountId[],
  reason: string,
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into app.identity_link (kind, source, source_id, other_source, other_source_id, reason, decided_at, decided_by_id, decided_by_name)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7, $8) returning id`,
    [kind, one?.source, one?.sourceId, other?.source, other?.sourceId, reason.trim(), idOf(actor), actor.name],
  )
  return rows[0]?.id ?? 0
}

interface DecisionRow {
  readonly kind: DecisionKind
  readonly source: AccountId['source']
  readonly source_id: string
  readonly other_source: AccountId['source'] | null
  readonly other_source_id: string | null
  readonly former_person_id: number | null
  readonly former_source: AccountId['source'] | null
  readonly former_source_id: string | null
}

/** Returns whose numbers may change. */
export async function endDecision(
  tx: pg.ClientBase,
  actor: Actor,
  decision: number,
  reason: string,
): Promise<DecidedAccounts> {
  const { rows } = await tx.query<DecisionRow>(
    `update app.identity_link
     set taken_back_at = clock_timestamp(), taken_back_by_id = $2, taken_back_by_name = $3, taken_back_reason = $4
     where id = $1 and taken_back_at is null
     returning kind, source, source_id, other_source, other_source_id, former_person_id, former_source, former_source_id`,
    [decision, idOf(actor), actor.name, reason.trim()],
  )
  const [row] = rows
  if (!row) throw new IdentityRefused(`Decision ${decision} is not in force any more.`)
  const account = { source: row.source, sourceId: row.source_id }
  if (row.kind === 'separate') return { accounts: [account], rejoins: account }
  const other = row.other_source && { source: row.other_source, sourceId: row.other_source_id ?? '' }
  const former = row.former_source &&
    row.former_person_id && {
      source: row.former_source,
      sourceId: row.former_source_id ?? '',
      personId: row.former_person_id,
    }
  return { accounts: other ? [account, other] : [account], former: former || null }
}

export interface Owner extends AccountId {
  readonly personId: number
}

export async function ownersOf(tx: pg.ClientBase, accounts: readonly AccountId[]): Promise<readonly Owner[]> {
  const { rows } = await tx.query<Owner>(
    `select source, source_id as "sourceId", person_id as "personId" from mart.identity
     where (source, source_id) in (select * from unnest($1::text[], $2::text[]))`,
    [accounts.map(({ source }) => source), accounts.map(({ sourceId }) => sourceId)],
  )
  return rows
}

/** Of two people that a link made one, one is no more; its number comes back when the link is taken back. */
export async function rememberNumber(tx: pg.ClientBase, decision: number, before: readonly Owner[]): Promise<void> {
  for (const { source, sourceId, personId } of before) {
    await tx.query(
      `update app.identity_link set former_person_id = $2, former_source = $3, former_source_id = $4
       where id = $1 and not exists (select from mart.person where person_id = $2)`,
      [decision, personId, source, sourceId],
    )
  }
}
