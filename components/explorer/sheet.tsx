'use client'

import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import '@/components/ui/style-nonce'
import { useReturnFocus } from '@/components/ui/use-return-focus'

interface SheetProps {
  label: string
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Takes the focus back; absent: whatever opened the sheet. */
  onClosed?: () => void
  children: ReactNode
}

/** A panel from the bottom of a narrow window; Esc and the scrim close it. */
export function Sheet({ label, open, onOpenChange, onClosed, children }: SheetProps) {
  const { remember, onCloseAutoFocus } = useReturnFocus()
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        {/* Below the menus (40), which open from inside of it. */}
        <Dialog.Overlay className="fixed inset-0 z-[38] bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={(event) => {
            if (!onClosed) return onCloseAutoFocus(event)
            event.preventDefault()
            onClosed()
          }}
          className="fixed inset-x-0 bottom-0 z-[39] flex h-[94dvh] flex-col rounded-t-dialog bg-raised shadow-dialog outline-none"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
