/** Decisions that would say two things at once, or nothing: refused, with the decision that stands in the way. */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { AccountId } from '@/lib/marts/restate-people'
import { accountLabel, IdentityRefused, sameAccount } from './decision'

interface KnownAccount extends AccountId {
  readonly personId: number
  /** As the rule compares it. */
  readonly address: string | null
  /** The decision that separated the account from its address. */
  readonly separation: number | null
}

/** All accounts of the people who own these. */
async function accountsBeside(tx: pg.ClientBase, accounts: readonly AccountId[]): Promise<readonly KnownAccount[]> {
  const { rows } = await tx.query<{
    source: ConnectorId
    source_id: string
    person_id: number
    address: string | null
    separation: number | null
  }>(
    `select source, source_id, person_id, separation.id as separation,
       lower(nullif(trim(coalesce(learner.email, student.email)), '')) as address
     from mart.identity
     left join datacamp.user_dim learner on learner.user_id = case when source = 'datacamp' then nullif(source_id, '')::bigint end
     left join skilljar.student student on student.student_id = case when source = 'skilljar' then source_id end
     left join (
       select id, source, source_id from app.identity_link where kind = 'separate' and taken_back_at is null
     ) separation using (source, source_id)
     where person_id in (select person_id from mart.identity where (source, source_id) in (select * from unnest($1::text[], $2::text[])))
     order by source, source_id`,
    [accounts.map(({ source }) => source), accounts.map(({ sourceId }) => sourceId)],
  )
  return rows.map(({ source_id: sourceId, person_id: personId, ...rest }) => ({ sourceId, personId, ...rest }))
}

interface Contradiction {
  readonly separation: number
  readonly separated: AccountId
  readonly from: AccountId
}

/** Separated accounts that are one person, by links, with an account of the address that they were separated from. */
async function contradictions(tx: pg.ClientBase, accounts: readonly AccountId[]): Promise<readonly Contradiction[]> {
  const beside = await accountsBeside(tx, accounts)
  return beside.flatMap((account) => {
    const { separation, address, personId } = account
    if (separation === null || address === null) return []
    const from = beside.find(
      (other) => other.separation === null && other.address === address && other.personId === personId,
    )
    return from ? [{ separation, separated: account, from }] : []
  })
}

/** Addresses change, so some may stand already; nobody is kept from taking one of two decisions back. */
export async function knownContradictions(
  tx: pg.ClientBase,
  accounts: readonly AccountId[],
): Promise<ReadonlySet<number>> {
  return new Set((await contradictions(tx, accounts)).map(({ separation }) => separation))
}

export async function refuseContradictions(
  tx: pg.ClientBase,
  accounts: readonly AccountId[],
  { known, decision }: { known: ReadonlySet<number>; decision: number },
): Promise<void> {
  const found = (await contradictions(tx, accounts)).find(({ separation }) => !known.has(separation))
  if (!found) return
  const { separated, from, separation } = found
  throw new IdentityRefused(
    separation === decision
      ? `The ${accountLabel(separated)} would stay one person with the ${accountLabel(from)}: links made by hand hold them together. Take those back first.`
      : `That would make the ${accountLabel(separated)} one person with the ${accountLabel(from)}, from whose address decision ${separation} separated it. Take that decision back first.`,
  )
}

export async function refuseKnownLink(tx: pg.ClientBase, [one, other]: readonly [AccountId, AccountId]): Promise<void> {
  if (sameAccount(one, other)) throw new IdentityRefused('A link takes two accounts; this is one and the same.')
  const beside = await accountsBeside(tx, [one, other])
  const [left, right] = [one, other].map((account) => beside.find((found) => sameAccount(found, account)))
  if (!left || !right) throw new IdentityRefused(`The ${accountLabel(left ? other : one)} is not in the data.`)
  if (left.personId !== right.personId) return
  throw new IdentityRefused(
    left.address !== null && left.address === right.address
      ? 'The two accounts are one person already: they have the same address.'
      : 'The two accounts are one person already: links made by hand, or those and their addresses, join them.',
  )
}

export async function refuseNeedlessSeparation(tx: pg.ClientBase, account: AccountId): Promise<void> {
  const beside = await accountsBeside(tx, [account])
  const own = beside.find((found) => sameAccount(found, account))
  const label = accountLabel(account)
  if (!own) throw new IdentityRefused(`The ${label} is not in the data.`)
  if (own.separation !== null) {
    throw new IdentityRefused(`The ${label} is separated from its address already, by decision ${own.separation}.`)
  }
  const isShared = beside.some(
    ({ address, separation, ...other }) =>
      address !== null && address === own.address && separation === null && !sameAccount(other, own),
  )
  if (isShared) return
  throw new IdentityRefused(
    beside.length > 1
      ? `No other account of this person has the address of the ${label}: links made by hand join them. Take those back instead.`
      : `The ${label} is the only one of its person, so there is nobody to separate it from.`,
  )
}
