/** An order of rows or groups as an address writes it. */

export interface SortedColumn {
  readonly name: string
  readonly direction: 'asc' | 'desc'
}

/** A page asks up to two statements for each. */
export const MOST_SORT_KEYS = 8

export function sortText(keys: readonly SortedColumn[]): string {
  return keys.map(({ name, direction }) => (direction === 'asc' ? name : `${name}:desc`)).join(',')
}
