/**
 * What of a kept address a page still understands. The page's own parsers judge: what they refuse is left out, value by
 * value where one alone can be refused, and named.
 */
export interface LeftOut {
  readonly param: string
  /** As the address has them. */
  readonly values: readonly string[]
}

export interface Holding {
  readonly search: URLSearchParams
  readonly leftOut: readonly LeftOut[]
}

/** Throws an error with a `param` where the address is malformed. */
export type Reading = (search: URLSearchParams) => unknown

/** Each of their values narrows for itself and is whole: a comma in it divides nothing. */
export const wholeParams: readonly string[] = ['filter', 'any', 'q', 'search']

export function whatHolds(given: URLSearchParams, read: Reading): Holding {
  let search = new URLSearchParams(given)
  const leftOut: LeftOut[] = []
  // Every turn takes at least one value away.
  for (let blamed = blamedBy(read, search); blamed !== null; blamed = blamedBy(read, search)) {
    const param = search.has(blamed) ? blamed : [...search.keys()][0]
    // Even an empty address is refused: that is no fault of the view.
    if (param === undefined) break
    const values = valuesOf(search, param)
    const refused = values.filter((value) => blamedBy(read, withValues(search, param, [value])) === param)
    const kept = refused.length === 0 ? [] : values.filter((value) => !refused.includes(value))
    leftOut.push({ param, values: kept.length === 0 ? values : refused })
    search = withValues(search, param, kept)
  }
  return { search, leftOut }
}

/** Without these values of a parameter. */
export function without(search: URLSearchParams, { param, values }: LeftOut): URLSearchParams {
  return withValues(
    search,
    param,
    valuesOf(search, param).filter((value) => !values.includes(value)),
  )
}

function blamedBy(read: Reading, search: URLSearchParams): string | null {
  try {
    read(search)
    return null
  } catch (error) {
    const param = (error as { param?: unknown } | null)?.param
    if (typeof param === 'string') return param
    throw error
  }
}

const isList = (search: URLSearchParams, param: string) =>
  !wholeParams.includes(param) && search.getAll(param).length === 1

/** The values of a parameter. The parts of a list keep their backslashes: they go back into an address. */
export function valuesOf(search: URLSearchParams, param: string): readonly string[] {
  const all = search.getAll(param)
  if (!isList(search, param)) return all
  const parts = (all[0] ?? '').match(/(?:\\[^]|[^,\\]|\\$)+/g) ?? []
  return parts.length > 1 ? parts : all
}

function withValues(search: URLSearchParams, param: string, values: readonly string[]): URLSearchParams {
  const changed = new URLSearchParams(search)
  changed.delete(param)
  if (isList(search, param)) {
    if (values.length > 0) changed.set(param, values.join(','))
  } else for (const value of values) changed.append(param, value)
  return changed
}
