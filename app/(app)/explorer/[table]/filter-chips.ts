import type { Chip } from '@/components/filters/chips'
import { conditionWords } from '@/components/explorer/operator-words'
import type { TableFilter } from '@/lib/explorer/table-filter'
import type { TableQuery } from '@/lib/explorer/table-query'

type Asked = Pick<TableQuery, 'filters' | 'any' | 'q'>

/** What is asked of the rows, each part with the way to take it back. */
export function filterChips(query: Asked, address: (change: Partial<Asked>) => string): Chip[] {
  return [
    ...(query.q === null ? [] : [{ name: 'search', value: `“${query.q}”`, removeHref: address({ q: null }) }]),
    ...query.filters.map((filter) => ({
      name: filter.column.name,
      value: inWords(filter),
      removeHref: address({ filters: query.filters.filter((other) => other !== filter) }),
    })),
    ...query.any.map((group) => ({
      name: 'one of',
      value: group.map((filter) => `${filter.column.name} ${inWords(filter)}`).join(' or '),
      removeHref: address({ any: query.any.filter((other) => other !== group) }),
    })),
  ]
}

function inWords({ column, operator, values }: TableFilter): string {
  return conditionWords(operator, column.kind, values)
}
