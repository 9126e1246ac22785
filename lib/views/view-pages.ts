/** The pages that can be kept as a view: those whose address holds what they show. */
import { pageAt } from '@/lib/authz/admission'
import { pages, type PageKey } from '@/lib/authz/registry'
import type { Permission } from '@/lib/authz/permissions'
import { atRiskPage } from '@/lib/reports/definitions/at-risk'
import { reports } from '@/lib/reports/reports'

export const EXPLORER = '/explorer/[table]'
export const PERSON = '/people/[person]'
export const ACTIVE_PEOPLE = '/learning-activity/people'

export interface ViewPage {
  readonly key: PageKey
  readonly permission: Permission
  /** Its address, always written the same way. */
  readonly path: string
  /** Of what stands in brackets. */
  readonly params: Readonly<Record<string, string>>
}

const viewable: ReadonlySet<string> = new Set([
  ...reports.map(({ path }) => path),
  ...[atRiskPage.path, EXPLORER, PERSON, ACTIVE_PEOPLE],
])

/** Null: there is no such page, or nothing of it can be kept. */
export function viewPageAt(address: string): ViewPage | null {
  const key = /[?#]/.test(address) ? null : pageAt(address)
  if (key === null || !viewable.has(key)) return null
  const permission = pages[key]
  const params = paramsOf(key, address)
  if (permission === 'public' || params === null) return null
  const path = key.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return { key, permission, path, params }
}

const LONGEST = 200

function paramsOf(key: string, address: string): Record<string, string> | null {
  const given = address.split('/')
  const named = key.split('/').flatMap((part, at) => {
    const [, name] = /^\[(\w+)\]$/.exec(part) ?? []
    return name === undefined ? [] : [[name, decoded(given[at] ?? '')] as const]
  })
  const isKey = (value: string) => /^[^\p{Cc}]+$/u.test(value) && !/^\.\.?$/.test(value) && value.length <= LONGEST
  return named.every(([, value]) => isKey(value)) ? Object.fromEntries(named) : null
}

/** Empty where a percent sign is stray. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
