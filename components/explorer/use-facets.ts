'use client'

import { COLLAPSED, MOST_FACETS, NONE } from '@/lib/explorer/view-limits'
import { changed } from './table-address'
import { useAddress } from './use-address'

/** Which columns are counted stands in the address; the server's page does not depend on it. */
export function useFacets(usual: readonly string[]) {
  const { search, replace } = useAddress()
  const text = search.get('facets')
  const open = !text ? usual : text === NONE || text === COLLAPSED ? [] : text.split(',')
  const say = (facets: string | null) => replace(changed(search, { facets }))
  return {
    open,
    shown: text !== NONE,
    /** The panel stays when its last column is closed. */
    toggle: (name: string) => {
      const next = open.includes(name) ? open.filter((other) => other !== name) : [...open, name].slice(-MOST_FACETS)
      say(next.join(',') || COLLAPSED)
    },
    hide: () => say(NONE),
    showUsual: () => say(null),
  }
}
