'use client'

import { Menu as MenuIcon, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import '@/components/ui/style-nonce'
import type { Permission } from '@/lib/authz/permissions'
import { Logo } from './logo'
import { SidebarLinks } from './sidebar-links'

/** The sidebar of narrow windows: focus stays inside; Esc, the scrim and a followed link close it. */
export function Drawer({ permissions, organisation }: { permissions: readonly Permission[]; organisation: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button kind="quiet" size="icon" className="sidebar:hidden" aria-label="Open menu">
          <MenuIcon aria-hidden />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-60 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-60 flex w-72 max-w-[85vw] flex-col bg-surface shadow-dialog"
        >
          <div className="flex h-13 shrink-0 items-center gap-2.5 px-4">
            <Logo />
            <Dialog.Title className="grow text-card font-semibold">
              Skillscope
              <span className="block text-micro font-normal text-muted">{organisation}</span>
            </Dialog.Title>
            <Dialog.Close asChild>
              <Button kind="quiet" size="icon" aria-label="Close menu">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          <SidebarLinks permissions={permissions} onFollow={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
