'use client'

import { ChevronDown, FolderOpen, Plus } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Menu, MenuLabel, MenuSeparator, MenuSlot } from '@/components/ui/menu'
import type { KeptQuery } from '@/lib/sql/queries'

/** Every saved query is an address. */
export function QueryMenu({ queries, opened }: { queries: readonly KeptQuery[]; opened: KeptQuery | null }) {
  const groups = [
    { label: 'Mine', queries: queries.filter(({ mine }) => mine) },
    { label: 'Shared with everybody here', queries: queries.filter(({ mine }) => !mine) },
  ].filter((group) => group.queries.length > 0)
  return (
    <Menu
      trigger={
        <Button icon={<FolderOpen aria-hidden />}>
          Open
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <div className="max-h-[60vh] max-w-[min(360px,90vw)] overflow-y-auto">
        <MenuSlot>
          <Link href="/sql">
            <Plus aria-hidden />
            New statement
          </Link>
        </MenuSlot>
        {groups.map(({ label, queries: list }) => (
          <div key={label}>
            <MenuSeparator />
            <MenuLabel>{label}</MenuLabel>
            {list.map(({ id, name, owner, mine }) => (
              <MenuSlot key={id}>
                <Link href={`/sql?${new URLSearchParams({ query: id })}`} aria-current={id === opened?.id || undefined}>
                  <span className="min-w-0 grow truncate">{name}</span>
                  {!mine && <span className="text-small text-muted">{owner}</span>}
                </Link>
              </MenuSlot>
            ))}
          </div>
        ))}
      </div>
    </Menu>
  )
}
