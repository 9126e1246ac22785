import { SearchX, Table2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { StateLink } from '@/components/ui/state-link'
import { EmptyState } from '@/components/ui/states'
import { isFiltered } from '@/lib/explorer/conditions'
import type { TableQuery } from '@/lib/explorer/table-query'

type Asked = Pick<TableQuery, 'filters' | 'any' | 'q'>

interface NoRowsProps {
  query: Asked & Pick<TableQuery, 'cursor'>
  address: (change: Partial<Asked>) => string
}

/** Nothing there at all, nothing under these filters, or nothing further on. */
export function NoRows({ query, address }: NoRowsProps) {
  if (query.cursor !== null) {
    return (
      <EmptyState icon={SearchX} title="No row stands further on" action={<Way href={address({})}>First page</Way>}>
        The rows of this page are gone since its address was made.
      </EmptyState>
    )
  }
  if (!isFiltered(query)) {
    return (
      <EmptyState icon={Table2} title="This table holds no row">
        It is filled by the next refresh, if the source delivers rows for it.
      </EmptyState>
    )
  }
  const last = query.filters.at(-1)
  return (
    <EmptyState
      icon={SearchX}
      title="No row passes these filters"
      action={
        <>
          {last && query.filters.length > 1 && (
            <Way href={address({ filters: query.filters.filter((filter) => filter !== last) })}>
              Remove the filter of {last.column.name}
            </Way>
          )}
          <Way href={address({ filters: [], any: [], q: null })}>Remove all filters</Way>
        </>
      }
    >
      The table has rows, but none that meets all of them.
    </EmptyState>
  )
}

function Way({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <Button asChild>
      <StateLink href={href} scroll={false}>
        {children}
      </StateLink>
    </Button>
  )
}
