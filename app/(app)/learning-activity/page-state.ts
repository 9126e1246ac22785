/** What the address of this page says beside the filters: measure, order and place in the breakdown. */
import { tablesParam } from '@/components/charts/twin-choice'
import type { Grain } from '@/lib/filters/buckets'
import { readOne } from '@/lib/filters/url'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import type { Filters } from '@/lib/filters/filters'

const measures = ['learning_hours', 'xp'] as const
export type Measure = (typeof measures)[number]
const sortable = ['grain', 'team', 'technology', 'xp', 'learning_hours', 'active_learners'] as const
export type SortBy = (typeof sortable)[number]

export interface PageState {
  readonly measure: Measure
  readonly sort: { readonly by: SortBy; readonly descending: boolean }
  readonly page: number
}

/** Parameters that this page reads beside the filters. */
export const stateNames = ['measure', 'sort', 'page', tablesParam] as const

export function readState(search: URLSearchParams): PageState {
  return {
    measure: oneOf(search, 'measure', measures) ?? 'learning_hours',
    sort: readSort(search),
    page: readPage(search),
  }
}

function readSort(search: URLSearchParams): PageState['sort'] {
  const text = readOne(search, 'sort')
  if (text === null) return { by: 'grain', descending: true }
  const [name, direction = 'asc'] = text.split(':')
  const by = sortable.find((known) => known === name)
  if (by === undefined || !['asc', 'desc'].includes(direction)) {
    throw new InvalidFilter(
      'sort',
      `sort: "${text}" is not known. Use one of: ${sortable.join(', ')}, with :desc behind it for the largest first.`,
    )
  }
  return { by, descending: direction === 'desc' }
}

function readPage(search: URLSearchParams): number {
  const text = readOne(search, 'page')
  if (text === null) return 1
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidFilter('page', `page: "${text}" is no page; pages count from 1.`)
  return Number(text)
}

function oneOf<T extends string>(search: URLSearchParams, param: string, allowed: readonly T[]): T | undefined {
  const text = readOne(search, param)
  if (text === null) return undefined
  const found = allowed.find((value) => value === text)
  if (found === undefined)
    throw new InvalidFilter(param, `${param}: "${text}" is not known. Use one of: ${allowed.join(', ')}.`)
  return found
}

/** "grain" stands for the grain that the filters say. */
export function sortColumn(by: SortBy, filters: Filters): Exclude<SortBy, 'grain'> | Grain {
  return by === 'grain' ? filters.grain : by
}
