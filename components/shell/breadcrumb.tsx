'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import { leadsTo, navigationFor } from './navigation'
import type { Permission } from '@/lib/authz/permissions'

/** Where this page hangs in the menu; pages below an entry name themselves in their heading, tables here as well. */
export function Breadcrumb({ permissions }: { permissions: readonly Permission[] }) {
  const path = usePathname()
  for (const group of navigationFor(permissions)) {
    const entry = group.entries.find((candidate) => leadsTo(candidate, path))
    if (!entry) continue
    const isHere = path === entry.href
    // A table of the Explorer fills the window and has no heading but the choice of another: its name is said here too.
    const table = entry.href === '/explorer' && !isHere ? decodeURIComponent(path.split('/').at(-1) ?? '') : null
    return (
      <nav aria-label="Breadcrumb" className="min-w-0">
        <ol className="flex min-w-0 items-center gap-1.5 text-body text-muted">
          {group.label && group.label !== entry.label && (
            <li className="flex items-center gap-1.5 max-tablet:hidden">
              {group.label}
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-subtle" />
            </li>
          )}
          <li
            className={cn('flex items-center gap-1.5', table === null ? 'truncate font-[550] text-text' : 'shrink-0')}
          >
            {isHere ? (
              <span aria-current="page">{entry.label}</span>
            ) : (
              <Link href={entry.href} className="hover:underline">
                {entry.label}
              </Link>
            )}
            {table && <ChevronRight aria-hidden className="size-3.5 shrink-0 text-subtle" />}
          </li>
          {table && (
            <li aria-current="page" className="truncate font-[550] text-text">
              {table.split('.').at(-1)}
            </li>
          )}
        </ol>
      </nav>
    )
  }
  return null
}
