'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import type { Permission } from '@/lib/authz/permissions'
import { leadsTo, navigationFor } from './navigation'

interface SidebarLinksProps {
  permissions: readonly Permission[]
  /** Icons only; the names stay for screen readers and as tooltips. */
  rail?: boolean
  onFollow?: () => void
}

export function SidebarLinks({ permissions, rail = false, onFollow }: SidebarLinksProps) {
  const path = usePathname()
  return (
    <nav aria-label="Main" className="flex grow flex-col gap-3 overflow-y-auto p-2">
      {navigationFor(permissions).map(({ label, entries }) => (
        <div key={label ?? 'top'}>
          {label && !rail && <p className="px-3 pt-1 pb-1 text-micro font-[550] text-subtle">{label}</p>}
          {label && rail && <hr className="mx-2 mb-2 border-border" />}
          <ul className="flex flex-col gap-px">
            {entries.map((entry) => {
              const { href, label: name, icon: Icon } = entry
              const here = leadsTo(entry, path)
              return (
                <li key={href}>
                  <Link
                    href={href}
                    {...(onFollow && { onClick: onFollow })}
                    aria-current={here ? 'page' : undefined}
                    title={rail ? name : undefined}
                    className={cn(
                      'flex h-7 items-center gap-2.5 rounded-control px-3 text-body text-muted transition-colors duration-90 hover:bg-hover hover:text-text max-sidebar:h-10',
                      here && 'bg-selected font-[550] text-accent hover:bg-selected hover:text-accent',
                      rail && 'h-9 justify-center px-0',
                    )}
                  >
                    <Icon aria-hidden className="size-4 shrink-0" />
                    <span className={cn(rail && 'sr-only')}>{name}</span>
                  </Link>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}
