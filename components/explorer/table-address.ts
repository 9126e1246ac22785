/** What a click in the table does to its address. Pages are places in an order, so another order or filter starts at the first. */
import { joinEscaped } from '@/lib/explorer/escaped-list'
import type { Operator } from '@/lib/explorer/filter-value'
import { MOST_SORT_KEYS, sortText, type SortedColumn } from '@/lib/explorer/sort-text'
import { NONE } from '@/lib/explorer/view-limits'

export interface WrittenFilter {
  readonly column: string
  readonly operator: Operator
  /** As the address writes it; null for those that take none. */
  readonly value: string | null
}

export function sortedBy(search: URLSearchParams, keys: readonly SortedColumn[]): URLSearchParams {
  return changed(search, { sort: sortText(keys) || null, cursor: null })
}

/** A click sorts by this column alone, and turns the order around the second time. */
export function sortClicked(sorted: readonly SortedColumn[], name: string): readonly SortedColumn[] {
  const now = sorted.length === 1 ? sorted.find((key) => key.name === name)?.direction : undefined
  return [{ name, direction: now === 'asc' ? 'desc' : 'asc' }]
}

/** A click with Shift adds the column to the order, unless that is full; then turns it around; then takes it out. */
export function sortAdded(sorted: readonly SortedColumn[], name: string): readonly SortedColumn[] {
  const now = sorted.find((key) => key.name === name)
  if (!now) return sorted.length < MOST_SORT_KEYS ? [...sorted, { name, direction: 'asc' }] : sorted
  if (now.direction === 'desc') return sorted.filter((key) => key !== now)
  return sorted.map((key) => (key === now ? { name, direction: 'desc' as const } : key))
}

/** Replaces what the address says of one column with these; of other columns it keeps everything. */
export function filteredBy(
  search: URLSearchParams,
  column: string,
  filters: readonly WrittenFilter[],
): URLSearchParams {
  const others = search.getAll('filter').filter((text) => !text.startsWith(`${column}:`))
  return changed(search, { filter: [...others, ...filters.map(filterText)], cursor: null, row: null })
}

export function filterText({ column, operator, value }: WrittenFilter): string {
  return value === null ? `${column}:${operator}` : `${column}:${operator}:${value}`
}

export function withColumns(
  search: URLSearchParams,
  all: readonly string[],
  shown: readonly string[],
): URLSearchParams {
  return changed(search, { columns: shown.join() === all.join() ? null : shown.join(',') })
}

/** The usual column alone says nothing. */
export function withPins(search: URLSearchParams, usual: string, pins: readonly string[]): URLSearchParams {
  const isUsual = pins.length === 1 && pins[0] === usual
  return changed(search, { pins: isUsual ? null : pins.join(',') || NONE })
}

export function withWidth(search: URLSearchParams, column: string, width: number | null): URLSearchParams {
  const others = (search.get('widths') ?? '').split(',').filter((part) => part && !part.startsWith(`${column}:`))
  const widths = width === null ? others : [...others, `${column}:${Math.round(width)}`]
  return changed(search, { widths: widths.join(',') || null })
}

export function changed(
  search: URLSearchParams,
  changes: Readonly<Record<string, string | readonly string[] | null>>,
): URLSearchParams {
  const params = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    params.delete(name)
    for (const one of [value ?? []].flat()) params.append(name, one)
  }
  return params
}

/** The change from one address to another, made to a third: what happened there meanwhile stays. */
export function changedLike(now: URLSearchParams, from: URLSearchParams, to: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(now)
  for (const name of new Set([...from.keys(), ...to.keys()])) {
    const [before, after, here] = [from.getAll(name), to.getAll(name), now.getAll(name)]
    if (before.join() === after.join()) continue
    const kept = here.filter((value) => !before.includes(value) || after.includes(value))
    const added = after.filter((value) => !before.includes(value) && !here.includes(value))
    params.delete(name)
    for (const value of MANY.includes(name) ? [...kept, ...added] : after) params.append(name, value)
  }
  return params
}

/** Those that an address may say several times. */
const MANY = ['filter', 'any']

/** All groups hold, of each one filter is enough; a group of one is a plain filter. */
export function groupsInAddress(
  search: URLSearchParams,
  groups: readonly (readonly WrittenFilter[])[],
): URLSearchParams {
  const texts = groups.map((group) => group.map(filterText))
  return changed(search, {
    filter: texts.flatMap((group) => (group.length === 1 ? group : [])),
    any: texts.flatMap((group) => (group.length > 1 ? [joinEscaped(group, '|')] : [])),
    cursor: null,
    row: null,
  })
}
