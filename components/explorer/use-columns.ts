'use client'

import type { SortedColumn } from '@/lib/explorer/sort-text'
import type { ColumnPlaces } from './column-places'
import type { Grid } from './grid-model'
import { filteredBy, sortedBy, withColumns, withPins } from './table-address'
import type { WrittenFilter } from './table-address'
import { useAddress } from './use-address'

/** What can be done with the columns of a grid: each is a step to another address. */
export function useColumns({ all, columns, usualPin }: Pick<Grid, 'all' | 'columns' | 'usualPin'>) {
  const { search, follow, hrefOf, busy } = useAddress()
  const places: ColumnPlaces = {
    pinned: columns.filter(({ pinned }) => pinned).map(({ name }) => name),
    others: columns.filter(({ pinned }) => !pinned).map(({ name }) => name),
  }
  return {
    busy,
    places,
    sortHref: (keys: readonly SortedColumn[]) => hrefOf(sortedBy(search, keys)),
    sort: (keys: readonly SortedColumn[]) => follow(sortedBy(search, keys)),
    filter: (column: string, filters: readonly WrittenFilter[]) => follow(filteredBy(search, column, filters)),
    place: ({ pinned, others }: ColumnPlaces) => {
      const shown = [...pinned, ...others]
      if (shown.length > 0) follow(withPins(withColumns(search, all, shown), usualPin, pinned))
    },
  }
}

export type Columns = ReturnType<typeof useColumns>
