/**
 * Accounts that an administrator linked are one person, over any chain of links; every account brings along those that share
 * its key, which is the address unless it was separated from it.
 */
import type pg from 'pg'

/** One side of a link. */
export interface LinkedAccount {
  readonly key: string
  readonly hasAddress: boolean
  /** False: the sources do not have the account now. It still connects those that were linked with it. */
  readonly present: boolean
}

export type LinkedPair = readonly [LinkedAccount, LinkedAccount]

/**
 * The key of the person for the key of each account that links join with others. The person goes by the first address in
 * order, else by the first account, whoever was linked first: a build from nothing comes to the same.
 */
export function keysOfLinked(pairs: readonly LinkedPair[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    return root
  }
  for (const [one, other] of pairs) {
    const [root, otherRoot] = [rootOf(one.key), rootOf(other.key)]
    if (root !== otherRoot) parents.set(root, otherRoot)
  }

  const chosen = new Map<string, LinkedAccount>()
  const present = pairs.flat().filter((account) => account.present)
  for (const account of present) {
    const root = rootOf(account.key)
    const known = chosen.get(root)
    if (!known || comesFirst(account, known)) chosen.set(root, account)
  }
  return new Map(present.map(({ key }) => [key, chosen.get(rootOf(key))?.key ?? key]))
}

function comesFirst(account: LinkedAccount, known: LinkedAccount): boolean {
  if (account.hasAddress !== known.hasAddress) return account.hasAddress
  return account.key < known.key
}

/** Until then `pg_temp.account` has the keys that the rule of addresses gives. */
export async function applyLinks(tx: pg.ClientBase): Promise<void> {
  const { rows } = await tx.query<Record<'one' | 'other', LinkedAccount>>(
    `select ${side('one')} as one, ${side('other')} as other
     from app.identity_link link
     left join pg_temp.account one on (one.source, one.source_id) = (link.source, link.source_id)
     left join pg_temp.account other on (other.source, other.source_id) = (link.other_source, link.other_source_id)
     where link.kind = 'link' and link.taken_back_at is null`,
  )
  const keys = [...keysOfLinked(rows.map(({ one, other }) => [one, other] as const))].filter(([key, to]) => key !== to)
  if (keys.length === 0) return
  await tx.query(
    `update pg_temp.account set person_key = joined.to_key
     from unnest($1::text[], $2::text[]) joined (from_key, to_key) where account.person_key = joined.from_key`,
    [keys.map(([key]) => key), keys.map(([, to]) => to)],
  )
}

/** An account that is not there has nothing but its own key. */
function side(alias: 'one' | 'other'): string {
  const [source, sourceId] =
    alias === 'one' ? ['link.source', 'link.source_id'] : ['link.other_source', 'link.other_source_id']
  return `jsonb_build_object(
    'key', coalesce(${alias}.person_key, upper(${source}) || ':' || ${sourceId}),
    'hasAddress', coalesce(not ${alias}.is_separate and ${alias}.email is not null, false),
    'present', ${alias}.source is not null)`
}
