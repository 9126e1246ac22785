'use client'

import { SlidersHorizontal, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import '@/components/ui/style-nonce'

/** On phones the filters open from the bottom of the window; the period stays in view above the page. */
export function FilterSheet({ active, children }: { active: number; children: ReactNode }) {
  return (
    <Dialog.Root>
      <Dialog.Trigger asChild>
        <Button className="shrink tablet:hidden" icon={<SlidersHorizontal aria-hidden />}>
          Filters{active > 0 && ` · ${active}`}
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        {/* Below the menus (40), which open from inside of it. */}
        <Dialog.Overlay className="fixed inset-0 z-[38] bg-scrim tablet:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 bottom-0 z-[39] flex max-h-[88dvh] flex-col gap-3 overflow-y-auto rounded-t-dialog bg-raised p-4 shadow-dialog outline-none tablet:hidden"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="text-card font-semibold">Filters</Dialog.Title>
            <Dialog.Close asChild>
              <Button kind="quiet" size="icon" aria-label="Close filters">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          <div className="flex flex-col items-stretch gap-2 [&>button]:justify-between">{children}</div>
          <Dialog.Close asChild>
            <Button kind="primary">Show results</Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
