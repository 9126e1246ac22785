/**
 * Decisions about accounts: written, carried out and published in one transaction, so that readers see all of it or nothing.
 * They wait for a refresh that publishes, and a refresh waits for them.
 */
import type pg from 'pg'
import type { Actor } from '@/lib/authz/actor'
import { restatePeople, type AccountId, type DecidedAccounts } from '@/lib/marts/restate-people'
import { isBusy } from '@/lib/refresh/failure'
import { PUBLISH_LOCK } from '@/lib/refresh/publish-lock'
import { knownContradictions, refuseContradictions, refuseKnownLink, refuseNeedlessSeparation } from './contradictions'
import { accountText, IdentityRefused, inOrder } from './decision'
import { endDecision, insertDecision, ownersOf, rememberNumber } from './stored-decision'

const SHORTEST_REASON = 10
const LONGEST_REASON = 500

export interface Decided {
  readonly decision: number
  /** Accounts that belong to another person than before. */
  readonly moved: number
}

interface Step {
  readonly decision: number
  readonly action: 'identity.link' | 'identity.separate' | 'identity.take_back'
  readonly touches: DecidedAccounts
}

/** From now on the two accounts are one person, with everybody who is one person with either. */
export function linkAccounts(pool: pg.Pool, actor: Actor, pair: readonly [AccountId, AccountId], reason: string) {
  const accounts = inOrder(...pair)
  return decide(pool, actor, reason, async (tx) => {
    await refuseKnownLink(tx, accounts)
    const decision = await insertDecision(tx, actor, 'link', accounts, reason)
    return { decision, action: 'identity.link', touches: { accounts } }
  })
}

/** From now on the account is matched with nobody by its address; accounts that are linked with it stay with it. */
export function separateAccount(pool: pg.Pool, actor: Actor, account: AccountId, reason: string) {
  return decide(pool, actor, reason, async (tx) => {
    await refuseNeedlessSeparation(tx, account)
    const decision = await insertDecision(tx, actor, 'separate', [account], reason)
    return { decision, action: 'identity.separate', touches: { accounts: [account] } }
  })
}

/** The decision no longer holds; addresses and the other decisions say who is who. */
export function takeBack(pool: pg.Pool, actor: Actor, decision: number, reason: string) {
  return decide(pool, actor, reason, async (tx) => {
    const touches = await endDecision(tx, actor, decision, reason)
    return { decision, action: 'identity.take_back', touches }
  })
}

async function decide(
  pool: pg.Pool,
  actor: Actor,
  reason: string,
  write: (tx: pg.PoolClient) => Promise<Step>,
): Promise<Decided> {
  const { length } = reason.trim()
  if (length < SHORTEST_REASON) throw new IdentityRefused(`Say in at least ${SHORTEST_REASON} characters why.`)
  if (length > LONGEST_REASON) throw new IdentityRefused(`Say in at most ${LONGEST_REASON} characters why.`)
  return inTurn(pool, async (tx) => {
    const { decision, action, touches } = await write(tx)
    const { accounts } = touches
    const [known, owners] = [await knownContradictions(tx, accounts), await ownersOf(tx, accounts)]
    const moved = await restatePeople(tx, touches)
    await refuseContradictions(tx, accounts, { known, decision })
    if (action === 'identity.link') await rememberNumber(tx, decision, owners)
    await publishDecision(tx)
    // The audit module writes through Prisma, which cannot join this transaction.
    await tx.query(
      `insert into app.audit (actor_kind, actor_id, actor_label, action, subject, detail) values ($1, $2, $3, $4, $5, $6)`,
      [
        actor.kind,
        actor.id,
        actor.name,
        action,
        accounts.map(accountText).join(' '),
        JSON.stringify({ decision, because: reason.trim(), accounts_moved: moved }),
      ],
    )
    return { decision, moved }
  })
}

async function inTurn<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const tx = await pool.connect()
  let broken = true
  try {
    await tx.query(
      `begin; set local lock_timeout = '8s'; set local statement_timeout = '2min'; set local work_mem = '64MB'`,
    )
    await tx.query('select pg_advisory_xact_lock($1)', [PUBLISH_LOCK])
    const result = await work(tx)
    await tx.query('commit')
    broken = false
    return result
  } catch (error) {
    if (!isBusy(error)) throw error
    throw new IdentityRefused('A refresh is being published right now. Nothing was changed; try again in a minute.')
  } finally {
    // A connection in an unknown state is closed, which rolls back.
    tx.release(broken)
  }
}

/** Readers see a new version, and caches forget; the data is as old as before. */
async function publishDecision(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `insert into app.publication (connector_id, run_id, published_at, as_of)
     select connector_id, run_id, published_at, as_of from app.publication order by version desc limit 1`,
  )
}
