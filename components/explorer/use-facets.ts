'use client'

import { changed } from './table-address'
import { useAddress } from './use-address'

const NONE = 'none'
/** The address and the API take no more. */
const MOST = 12

/** Which columns are counted stands in the address; the server's page does not depend on it. */
export function useFacets(usual: readonly string[]) {
  const { search, replace } = useAddress()
  const text = search.get('facets')
  const open = text === null || text === '' ? usual : text === NONE ? [] : text.split(',')
  const say = (names: readonly string[] | null) =>
    replace(changed(search, { facets: names === null ? null : names.join(',') || NONE }))
  return {
    open,
    shown: text !== NONE,
    toggle: (name: string) =>
      say(open.includes(name) ? open.filter((other) => other !== name) : [...open, name].slice(-MOST)),
    hide: () => say([]),
    showUsual: () => say(null),
  }
}
