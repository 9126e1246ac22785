import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'
import { addDays } from '@/lib/filters/days'
import type { Filters, Narrowing } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'

interface NothingFoundProps {
  /** "course" */
  one: string
  page: string
  filters: Filters
  /** The address without its search; null: nothing was searched for. */
  withoutSearch: URLSearchParams | null
}

/** Says why there is nothing, and takes away what narrows most. */
export function NothingFound({ one, page, filters, withoutSearch }: NothingFoundProps) {
  if (withoutSearch !== null) {
    return (
      <EmptyState
        icon={SearchX}
        title={`No ${one} is called like that`}
        action={<Wider href={`${page}?${withoutSearch}`}>Clear the search</Wider>}
      >
        Names are searched under the filters in force; part of a name is enough.
      </EmptyState>
    )
  }
  const { label, without } = narrowest(filters)
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing under these filters"
      action={<Wider href={`${page}?${filterParams({ ...filters, ...without })}`}>{label}</Wider>}
    >
      Nothing in this period fits all filters. Choose a longer period, or take a filter away.
    </EmptyState>
  )
}

function Wider({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild>
      <Link href={href} scroll={false}>
        {children}
      </Link>
    </Button>
  )
}

/** The page's own filters leave least, then those of content and people; the period comes last. */
function narrowest(filters: Filters): { label: string; without: Partial<Filters> } {
  const own = Object.entries(filters.where).find(([, values]) => values.length > 0)?.[0] as Narrowing | undefined
  if (own !== undefined) {
    return {
      label: `Remove the filter by ${own.replaceAll('_', ' ')}`,
      without: { where: { ...filters.where, [own]: [] } },
    }
  }
  if (filters.technology.length > 0) return { label: 'Remove the filter by technology', without: { technology: [] } }
  if (filters.team.length > 0) return { label: 'Remove the filter by team', without: { team: [] } }
  if (filters.contentType.length > 0) return { label: 'Remove the filter by content', without: { contentType: [] } }
  if (filters.source.length > 0) return { label: 'Remove the filter by source', without: { source: [] } }
  return { label: 'Show a whole year', without: { from: addDays(filters.to, -364) } }
}
