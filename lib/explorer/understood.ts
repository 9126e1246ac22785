/** What remains of an address that cannot be understood as a whole. */
import type { Table } from '@/lib/catalogue/types'
import { parseFilterGroup } from './filter-group'
import { InvalidTableQuery } from './invalid-table-query'
import { parseFilter } from './table-filter'

/** The same address without the parameter that was refused; of several filters only those that are no filters go. */
export function withoutRefused(table: Table, search: URLSearchParams, param: string): URLSearchParams {
  const values = search.getAll(param)
  const kept = values.filter((value) => isUnderstood(table, param, value))
  const rest = new URLSearchParams(search)
  // Each by itself can be understood: then it is their number, and none says which is too many.
  rest.delete(param)
  if (kept.length < values.length) for (const value of kept) rest.append(param, value)
  // The place of a page is one in another order now.
  rest.delete('cursor')
  return rest
}

/** Some values of a table cannot be written into an address, such as the empty text of a delivery. */
export function isFilter(table: Table, text: string): boolean {
  return isUnderstood(table, 'filter', text)
}

function isUnderstood(table: Table, param: string, text: string): boolean {
  try {
    if (param === 'any') parseFilterGroup(table, text)
    else if (param === 'filter') parseFilter(table, text)
    else return false
    return true
  } catch (error) {
    if (error instanceof InvalidTableQuery) return false
    throw error
  }
}
