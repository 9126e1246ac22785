import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import type { GuardedVisit } from '@/lib/authz/page'
import type { Filters } from '@/lib/filters/filters'

interface OfNoTeamProps {
  visit: GuardedVisit
  filters: Pick<Filters, 'team'>
  /** What is told nevertheless. */
  children: ReactNode
}

/** Nothing for readers of everybody who chose no team. */
export function OfNoTeam({ visit, filters, children }: OfNoTeamProps) {
  if (visit.scope.people === 'all' && filters.team.length === 0) return null
  return (
    <Banner kind="info" title="Sessions, events and seats are of no team">
      {children}
    </Banner>
  )
}
