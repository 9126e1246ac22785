'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { Permission } from '@/lib/authz/permissions'
import { Logo } from './logo'
import { RAIL_COOKIE, remember } from './preferences'
import { SidebarLinks } from './sidebar-links'

interface SidebarProps {
  permissions: readonly Permission[]
  organisation: string
  version: string
  /** null: narrow only where a page wants the whole window. */
  rail: boolean | null
}

export function Sidebar({ permissions, organisation, version, rail: initial }: SidebarProps) {
  const path = usePathname()
  const [chosen, setChosen] = useState(initial)
  const rail = chosen ?? path.startsWith('/explorer/')
  const toggle = () => {
    remember(RAIL_COOKIE, rail ? '0' : '1')
    setChosen(!rail)
  }
  return (
    <aside
      data-print="hide"
      aria-label="Sidebar"
      className={cn(
        'sticky top-0 flex h-dvh shrink-0 flex-col border-r border-border bg-background max-sidebar:hidden',
        rail ? 'w-14' : 'w-58',
      )}
    >
      <div className={cn('flex h-13 shrink-0 items-center gap-2.5', rail ? 'justify-center' : 'px-4')}>
        <Logo className="size-7 shrink-0" />
        {!rail && (
          <p className="min-w-0 leading-tight">
            <span className="block text-card font-semibold">Skillscope</span>
            <span className="block truncate text-micro text-muted">{organisation}</span>
          </p>
        )}
      </div>
      <SidebarLinks permissions={permissions} rail={rail} />
      <div
        className={cn(
          'flex h-11 shrink-0 items-center border-t border-border',
          rail ? 'justify-center' : 'justify-between pr-2 pl-4',
        )}
      >
        {!rail && <span className="text-micro text-muted">Version {version}</span>}
        <Button
          kind="quiet"
          size="icon"
          onClick={toggle}
          aria-label={rail ? 'Widen the sidebar' : 'Narrow the sidebar'}
          aria-expanded={!rail}
        >
          {rail ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </Button>
      </div>
    </aside>
  )
}
