/** What an administrator may decide about accounts, and the words for it. */
import type { ConnectorId } from '@/lib/catalogue/types'
import type { AccountId } from '@/lib/marts/restate-people'

export type DecisionKind = 'link' | 'separate'

/** A decision that cannot be taken; the message is for the person who wanted it. */
export class IdentityRefused extends Error {
  override name = 'IdentityRefused'
}

const labels: Readonly<Record<ConnectorId, string>> = { datacamp: 'DataCamp', skilljar: 'Skilljar' }

/** "Skilljar account 4f2a": never a name, so that it may stand in messages and in the audit log. */
export function accountLabel({ source, sourceId }: AccountId): string {
  return `${labels[source]} account ${sourceId}`
}

/** "skilljar:4f2a", as it stands in addresses of pages. */
export function accountText({ source, sourceId }: AccountId): string {
  return `${source}:${sourceId}`
}

/** Null where the text names no account. Facts that name no learner have an account without an id: it is nobody's. */
export function parseAccount(text: string): AccountId | null {
  const found = /^(datacamp|skilljar):([^\0]{1,200})$/s.exec(text)
  if (!found) return null
  const [, source, sourceId = ''] = found
  if (source === 'datacamp') return /^-?(0|[1-9]\d{0,17})$/.test(sourceId) ? { source, sourceId } : null
  return { source: 'skilljar', sourceId }
}

/** As the table orders the two accounts of a link: by bytes, like the check of its migration. */
export function inOrder(one: AccountId, other: AccountId): readonly [AccountId, AccountId] {
  const bytes = ({ source, sourceId }: AccountId) => Buffer.from(`${source}\0${sourceId}`)
  return Buffer.compare(bytes(one), bytes(other)) <= 0 ? [one, other] : [other, one]
}

export function sameAccount(one: AccountId, other: AccountId): boolean {
  return one.source === other.source && one.sourceId === other.sourceId
}
