import { InvalidTableQuery } from './invalid-table-query'

/** null where absent or empty: forms send empty fields. */
export function single(search: URLSearchParams, name: string): string | null {
  const values = search.getAll(name)
  if (values.length > 1) throw new InvalidTableQuery(name, `${name} is given ${values.length} times; give it once.`)
  return values[0] || null
}
