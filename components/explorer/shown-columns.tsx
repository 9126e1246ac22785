'use client'

import { ColumnMenu } from '@/components/tables/column-menu'
import { withColumns } from './table-address'
import { useAddress } from './use-address'

/** Which columns the rows show and in which order; they stand in the address. */
export function ShownColumns({ all, shown }: { all: readonly string[]; shown: readonly string[] }) {
  const { search, follow, busy } = useAddress()
  return (
    <ColumnMenu
      fixed={[]}
      options={all.map((name) => ({ id: name, label: name }))}
      shown={shown}
      busy={busy}
      onChange={(chosen) => follow(withColumns(search, all, chosen))}
    />
  )
}
