import type { Chip } from '@/components/filters/chips'
import { operatorWords } from '@/components/explorer/operator-words'
import type { Kind } from '@/lib/catalogue/types'
import type { TableFilter } from '@/lib/explorer/table-filter'
import type { TableQuery } from '@/lib/explorer/table-query'
import { formatDay } from '@/lib/format/dates'

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
  const said = values.map((value) => valueInWords(column.kind, value))
  const more = said.length - 3
  const list = more > 0 ? `${said.slice(0, 3).join(', ')} and ${more} more` : said.join(', ')
  return `${operatorWords(operator, column.kind)} ${list}`.trim()
}

function valueInWords(kind: Kind, value: string): string {
  if (kind === 'boolean') return value === 't' ? 'true' : 'false'
  const isDay = (kind === 'date' || kind === 'timestamp') && /^\d{4}-\d{2}-\d{2}( 00:00:00)?$/.test(value)
  return isDay ? formatDay(value) : value
}
