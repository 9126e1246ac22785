/** Which accounts the pages about identities show, as their addresses say. */
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne } from '@/lib/filters/url'
import type { AccountId } from '@/lib/marts/restate-people'
import { accountText, parseAccount } from './decision'
import { findList, identityLists, type IdentityList } from './lists'

export interface ListAddress {
  /** Null: the decisions so far. */
  readonly list: IdentityList | null
  readonly search: string
  readonly page: number
}

export const DECISIONS = 'decisions'

function refuseOthers(search: URLSearchParams, names: readonly string[]): void {
  for (const name of search.keys()) {
    if (names.includes(name)) continue
    throw new InvalidFilter(name, `"${name}" is no parameter here. Known are: ${names.join(', ')}.`)
  }
}

const wanted = (search: URLSearchParams, name: string) => (readOne(search, name) ?? '').trim().slice(0, 200)

export function readListAddress(search: URLSearchParams): ListAddress {
  refuseOthers(search, ['list', 'q', 'page'])
  const page = readOne(search, 'page') ?? '1'
  if (!/^[1-9]\d{0,5}$/.test(page)) throw new InvalidFilter('page', `page: "${page}" is no page; pages count from 1.`)
  const id = readOne(search, 'list') ?? identityLists[0].id
  const list = id === DECISIONS ? null : findList(id)
  if (list === undefined) {
    const known = [...identityLists.map((one) => one.id), DECISIONS]
    throw new InvalidFilter('list', `list: there is no "${id}". Use ${known.join(', ')}.`)
  }
  return { list, search: wanted(search, 'q'), page: Number(page) }
}

export function listParams({ list, search = '', page = 1 }: Partial<ListAddress>): string {
  const params = new URLSearchParams()
  params.set('list', list ? list.id : DECISIONS)
  if (search !== '') params.set('q', search)
  if (page > 1) params.set('page', String(page))
  return params.toString()
}

export interface CompareAddress {
  readonly account: AccountId
  /** Somebody else's account, to be looked at beside it. */
  readonly beside: AccountId | null
  /** What another account is searched by. */
  readonly find: string
}

export function readCompareAddress(search: URLSearchParams): CompareAddress {
  refuseOthers(search, ['account', 'with', 'find'])
  const account = readAccount(search, 'account')
  if (!account) throw new InvalidFilter('account', 'account: name one, like skilljar:4f2a or datacamp:17.')
  return { account, beside: readAccount(search, 'with'), find: wanted(search, 'find') }
}

function readAccount(search: URLSearchParams, name: string): AccountId | null {
  const text = readOne(search, name)
  if (text === null) return null
  const account = parseAccount(text)
  if (!account)
    throw new InvalidFilter(name, `${name}: "${text}" names no account; they look like skilljar:4f2a or datacamp:17.`)
  return account
}

export function compareHref({
  account,
  beside,
  find = '',
}: Partial<CompareAddress> & Pick<CompareAddress, 'account'>): string {
  const params = new URLSearchParams({ account: accountText(account) })
  if (beside) params.set('with', accountText(beside))
  if (find !== '') params.set('find', find)
  return `/admin/identities/compare?${params}`
}
