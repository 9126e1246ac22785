'use client'

import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import '@/components/ui/style-nonce'

interface EnlargedProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What gets the focus when it closes. */
  returnTo: () => HTMLElement | null
  title: string
  about: string
  note?: ReactNode
  /** The same drawing again; it takes the room that there is. */
  children: ReactNode
}

/** A chart as large as the window. The focus stays inside; Esc, the scrim and the cross lead back. */
export function Enlarged({ open, onOpenChange, returnTo, title, about, note, children }: EnlargedProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-60 bg-scrim" />
        <Dialog.Content
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            returnTo()?.focus()
          }}
          className="fixed inset-8 z-60 m-auto flex max-w-[1520px] flex-col overflow-y-auto rounded-dialog border border-border bg-surface p-5 shadow-dialog outline-none max-tablet:inset-2 max-tablet:p-4"
        >
          <header className="mb-3 flex items-start gap-3">
            <div className="min-w-0 grow">
              <Dialog.Title className="text-page font-[620]">{title}</Dialog.Title>
              <Dialog.Description className="text-body text-muted">{about}</Dialog.Description>
            </div>
            <Dialog.Close asChild>
              <Button kind="quiet" size="icon" aria-label="Close">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </header>
          <div className="flex min-h-0 min-w-0 grow flex-col">{children}</div>
          {note && <p className="mt-3 text-small text-muted">{note}</p>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
