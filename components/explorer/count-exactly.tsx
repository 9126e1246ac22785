'use client'

import Link from 'next/link'
import { changed } from './table-address'
import { useAddress } from './use-address'

/** Another number over the same rows: the page and the open row stay. */
export function CountExactly() {
  const { search, hrefOf } = useAddress()
  return (
    <Link
      href={hrefOf(changed(search, { count: 'exact' }))}
      className="inline-flex min-h-6 items-center underline"
      scroll={false}
    >
      count exactly
    </Link>
  )
}
