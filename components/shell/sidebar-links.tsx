'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { Fragment, type ReactNode } from 'react'
import { useViews } from '@/components/views/views-context'
import type { Permission } from '@/lib/authz/permissions'
import { viewParam } from '@/lib/filters/view-param'
import { iconOf, leadsTo, navigationFor } from './navigation'
import { SidebarLink } from './sidebar-link'

interface SidebarLinksProps {
  permissions: readonly Permission[]
  /** Icons only; the names stay for screen readers and as tooltips. */
  rail?: boolean
  onFollow?: () => void
}

export function SidebarLinks({ permissions, rail = false, onFollow }: SidebarLinksProps) {
  const path = usePathname()
  const opened = useSearchParams().get(viewParam)
  const pinned = useViews()?.known.filter(({ place }) => place !== null) ?? []
  const look = { rail, ...(onFollow && { onFollow }) }
  return (
    <nav aria-label="Main" className="relative flex grow flex-col gap-3 overflow-y-auto p-2">
      {navigationFor(permissions).map(({ label, entries }) => (
        <Fragment key={label ?? 'top'}>
          <Group label={label} rail={rail}>
            {entries.map((entry) => (
              <SidebarLink
                key={entry.href}
                href={entry.href}
                name={entry.label}
                icon={entry.icon}
                // A page that is open in a view of the menu is marked there.
                current={leadsTo(entry, path) && !pinned.some(({ id }) => id === opened)}
                {...look}
              />
            ))}
          </Group>
          {/* Not with the other entries of saved views: those stand below the fold of most screens. */}
          {label === null && pinned.length > 0 && (
            <Group label="Pinned views" rail={rail}>
              {pinned.map(({ id, name, path: page }) => (
                <SidebarLink
                  key={id}
                  href={`/views/${id}`}
                  name={name}
                  icon={iconOf(page)}
                  current={id === opened}
                  mayBeLong
                  {...look}
                />
              ))}
            </Group>
          )}
        </Fragment>
      ))}
    </nav>
  )
}

function Group({ label, rail, children }: { label: string | null; rail: boolean; children: ReactNode }) {
  return (
    <div>
      {label && !rail && <p className="px-3 pt-1 pb-1 text-micro font-[550] text-subtle">{label}</p>}
      {label && rail && <hr className="mx-2 mb-2 border-border" />}
      <ul className="flex flex-col gap-px">{children}</ul>
    </div>
  )
}
