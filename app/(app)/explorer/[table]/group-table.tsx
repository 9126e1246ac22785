import { dimensionWords, measureWords } from '@/components/explorer/group-words'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { groupOrder, type GroupQuery } from '@/lib/explorer/group-query'
import type { GroupPage } from '@/lib/explorer/group-rows'
import type { JoinedNames } from '@/lib/explorer/joined-names'
import type { TableRow } from '@/lib/explorer/table-page'
import type { SortKey } from '@/lib/explorer/table-sort'
import { dimensionText, measureCell } from './group-cells'

interface GroupTableProps {
  query: GroupQuery
  page: GroupPage
  names: JoinedNames
  /** Undefined where no filter says what the group is. */
  rowsHref: (row: TableRow) => string | undefined
  sortHref: (sort: SortKey) => string
}

/** One line per group with the way to its rows; the totals stand above. */
export function GroupTable({ query, page, names, rowsHref, sortHref }: GroupTableProps) {
  const [order] = groupOrder(query)
  const columnOf = (
    { key, kind, required }: { key: string; kind: SortKey['kind']; required: boolean },
    label: string,
  ) => {
    const sorted = order?.name === key ? order.direction : undefined
    // Numbers are looked at from the largest down.
    const first = query.measures.some((measure) => measure.key === key) ? 'desc' : 'asc'
    const direction = sorted === undefined ? first : sorted === 'asc' ? 'desc' : 'asc'
    return {
      id: key,
      label,
      sortHref: sortHref({ name: key, kind, required, direction }),
      ...(sorted && { sorted: sorted === 'asc' ? ('ascending' as const) : ('descending' as const) }),
    }
  }
  const columns: TableColumn[] = [
    ...query.dimensions.map((dimension) => columnOf(dimension, dimensionWords(dimension.key))),
    ...query.measures.map((measure) => ({
      ...columnOf(measure, measureWords(measure.key)),
      numeric: measure.kind !== 'text',
    })),
  ]
  const [firstDimension] = query.dimensions
  const total: TableCell = { text: 'All rows' }
  return (
    <DataTable
      label="Groups"
      columns={columns}
      chooseColumns={false}
      totals={{
        ...(firstDimension && { [firstDimension.key]: total }),
        ...Object.fromEntries(query.dimensions.slice(1).map(({ key }) => [key, { text: '' }])),
        ...Object.fromEntries(
          query.measures.map((measure) => [measure.key, measureCell(measure, page.totals[measure.key] ?? null)]),
        ),
      }}
      rows={page.rows.map((row, index) => {
        const href = rowsHref(row)
        return {
          id: String(index),
          cells: Object.fromEntries([
            ...query.dimensions.map((dimension, place): [string, TableCell] => {
              const value = row[dimension.key] ?? null
              const text = dimensionText(dimension, value, names)
              return [
                dimension.key,
                {
                  text,
                  ...(value === null && { quiet: true, isNull: true }),
                  ...(text.length > 40 && { title: text }),
                  ...(place === 0 && href !== undefined && { href }),
                },
              ]
            }),
            ...query.measures.map((measure): [string, TableCell] => [
              measure.key,
              measureCell(measure, row[measure.key] ?? null),
            ]),
          ]),
        }
      })}
    />
  )
}
