'use client'

import { useEffect, useRef } from 'react'
import { changed } from './table-address'
import { useAddress } from './use-address'

/** The row that is open beside the others: it stands in the address, and the server need not draw the page again for it. */
export function useOpenRow() {
  const { search, show, replace, hrefOf } = useAddress()
  const open = search.get('row') || null
  const last = useRef(open)
  useEffect(() => {
    if (open !== null) last.current = open
  }, [open])
  return {
    open,
    /** The row that was open before it was closed: the focus goes back to it. */
    last,
    href: (key: string) => hrefOf(changed(search, { row: key })),
    /** The first row opened is a step that Back undoes; moving on from it is not. */
    show: (key: string) => (open === null ? show : replace)(changed(search, { row: key })),
    close: () => replace(changed(search, { row: null })),
  }
}
