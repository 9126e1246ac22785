'use client'

import { Bookmark } from 'lucide-react'
import Link from 'next/link'
import { roleWords } from '@/components/users/roles'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status-badge'
import { formatMoment } from '@/lib/format/dates'
import type { VisibleView } from '@/lib/views/visible'
import { ViewMenu, type ViewActions } from './view-menu'

export interface ListedView extends Omit<VisibleView, 'search'> {
  /** Title of its page. */
  readonly page: string
  /** "Last 90 days"; null: as its page has it. */
  readonly period: string | null
  /** Name of the team that it is shared with. */
  readonly team: string | null
}

interface ViewListProps {
  views: readonly ListedView[]
  /** What stands there while there are none. */
  nothing: string
  actions: ViewActions
  /** May end the sharing of others' views. */
  mayTidy?: boolean
}

export function ViewList({ views, nothing, actions, mayTidy = false }: ViewListProps) {
  if (views.length === 0) {
    return (
      <EmptyState icon={Bookmark} title="No view yet">
        {nothing}
      </EmptyState>
    )
  }
  return (
    <ul className="flex flex-col">
      {views.map((view) => (
        <li
          key={view.id}
          className="flex items-start justify-between gap-3 border-b border-border py-3 first:pt-0 last:border-b-0 last:pb-0"
        >
          <div className="flex min-w-0 flex-col gap-1">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link
                href={view.href}
                className="inline-flex min-h-6 min-w-0 items-center font-[550] break-words hover:underline"
              >
                {view.name}
              </Link>
              {view.place !== null && (
                <StatusBadge tone="neutral" icon="check">
                  In the sidebar
                </StatusBadge>
              )}
              {view.isDefault && (
                <StatusBadge tone="neutral" icon="check">
                  Its page opens with it
                </StatusBadge>
              )}
            </div>
            <p className="text-small text-muted">{factsOf(view).join(' · ')}</p>
          </div>
          <ViewMenu view={view} actions={actions} mayTidy={mayTidy} />
        </li>
      ))}
    </ul>
  )
}

function factsOf({ page, period, mine, owner, updatedAt, ...view }: ListedView): string[] {
  return [
    page,
    ...(period === null ? [] : [period]),
    ...(mine ? [] : [`by ${owner.name}${owner.disabled ? ' (account disabled)' : ''}`]),
    sharedInWords(view),
    `changed ${formatMoment(updatedAt)}`,
  ]
}

function sharedInWords({
  sharing,
  role,
  teamId,
  team,
}: Pick<ListedView, 'sharing' | 'role' | 'teamId' | 'team'>): string {
  switch (sharing) {
    case 'private':
      return 'not shared'
    case 'everybody':
      return 'shared with everybody'
    case 'role':
      return `shared with the role ${role ? roleWords[role].label.toLowerCase() : 'of nobody'}`
    case 'team':
      return `shared with the managers of ${team ?? `team ${teamId}`}`
  }
}
