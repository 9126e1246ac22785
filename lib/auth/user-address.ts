/** Which accounts the list shows and in what order, as its address says. */
import { Role } from '@/generated/prisma/client'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne } from '@/lib/filters/url'

export const userStates = ['active', 'invited', 'disabled'] as const
export type UserState = (typeof userStates)[number]

export const userSorts = ['name', 'email', 'role', 'last_sign_in', 'state'] as const
export type UserSort = (typeof userSorts)[number]

export interface UserFilter {
  /** Some part of the name or the e-mail address. */
  readonly search: string
  readonly state: UserState | null
  readonly role: Role | null
  readonly sort: UserSort
  readonly descending: boolean
  readonly page: number
}

const names = ['q', 'state', 'role', 'sort', 'page']

function oneOf<T extends string>(search: URLSearchParams, param: string, known: readonly T[]): T | null {
  const text = readOne(search, param) ?? ''
  if (text === '') return null
  const found = known.find((one) => one === text)
  if (found === undefined) throw new InvalidFilter(param, `${param}: there is no "${text}". Use ${known.join(', ')}.`)
  return found
}

export function readUserFilter(search: URLSearchParams): UserFilter {
  for (const name of search.keys()) {
    if (names.includes(name)) continue
    throw new InvalidFilter(name, `"${name}" is no parameter here. Known are: ${names.join(', ')}.`)
  }
  const page = readOne(search, 'page') ?? '1'
  if (!/^[1-9]\d{0,5}$/.test(page)) throw new InvalidFilter('page', `page: "${page}" is no page; pages count from 1.`)
  const orders = userSorts.flatMap((name) => [`${name}:asc`, `${name}:desc`])
  const [sort = 'name', direction] = (oneOf(search, 'sort', orders) ?? 'name:asc').split(':')
  return {
    search: (readOne(search, 'q') ?? '').trim().slice(0, 200),
    state: oneOf(search, 'state', userStates),
    role: oneOf(search, 'role', Object.values(Role)),
    sort: sort as UserSort,
    descending: direction === 'desc',
    page: Number(page),
  }
}

export function userParams({
  search = '',
  state,
  role,
  sort = 'name',
  descending = false,
  page = 1,
}: Partial<UserFilter>): string {
  const params = new URLSearchParams()
  if (search !== '') params.set('q', search)
  if (state) params.set('state', state)
  if (role) params.set('role', role)
  if (sort !== 'name' || descending) params.set('sort', `${sort}:${descending ? 'desc' : 'asc'}`)
  if (page > 1) params.set('page', String(page))
  return params.toString()
}
