'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'
import { ColumnMenu, type ColumnOption } from './column-menu'

export interface AddressedColumns {
  /** The parameter that names the columns shown. */
  readonly param: string
  readonly fixed: readonly ColumnOption[]
  readonly options: readonly ColumnOption[]
  readonly shown: readonly string[]
}

/** The column menu of a table whose columns stand in the address; as usual means no parameter. */
export function AddressedColumnMenu({ param, fixed, options, shown }: AddressedColumns) {
  const router = useRouter()
  const path = usePathname()
  const search = useSearchParams()
  const [busy, start] = useTransition()
  const choose = (chosen: readonly string[]) => {
    const params = new URLSearchParams(search)
    if (chosen.join() === options.map(({ id }) => id).join()) params.delete(param)
    else params.set(param, chosen.join(','))
    // An order by a column that goes, goes with it.
    const [sorted = ''] = (params.get('sort') ?? '').split(':')
    if (options.some(({ id }) => id === sorted) && !chosen.includes(sorted)) params.delete('sort')
    start(() => router.push(`${path}?${params}`, { scroll: false }))
  }
  return <ColumnMenu {...{ fixed, options, shown, busy }} onChange={choose} />
}
