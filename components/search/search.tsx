'use client'

import { SearchIcon } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Dialog } from 'radix-ui'
import { SearchList } from './search-list'
import '@/components/ui/style-nonce'

/** A computer stays what it is; the server does not know which one it is. */
const never = () => () => undefined
const ofMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** The field of the top bar, which opens the search over the page; Ctrl or ⌘ with K does the same everywhere. */
export function Search() {
  const [open, setOpen] = useState(false)
  const isMac = useSyncExternalStore(never, ofMac, () => false)
  const before = useRef<Element | null>(null)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || event.shiftKey || event.altKey || event.metaKey === event.ctrlKey) return
      // An editor may have a use of its own for it.
      if (event.defaultPrevented || event.repeat) return
      event.preventDefault()
      if (!open) before.current = document.activeElement
      setOpen(!open)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [open])
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <button
          type="button"
          aria-keyshortcuts="Control+K Meta+K"
          className="flex h-8 w-72 shrink items-center gap-2 rounded-control border border-control bg-surface px-2.5 text-body text-muted hover:border-muted max-charts:w-44 max-tablet:size-10 max-tablet:justify-center max-tablet:border-transparent max-tablet:bg-transparent max-tablet:px-0"
        >
          <SearchIcon aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 grow truncate text-left max-tablet:sr-only">Search people, teams, courses</span>
          <kbd
            aria-hidden
            className="shrink-0 rounded-control border border-border-strong px-1.5 font-sans text-micro max-charts:hidden"
          >
            {isMac ? '⌘ K' : 'Ctrl K'}
          </kbd>
        </button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-60 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            // Whoever opened it by the keys goes on where they were; otherwise the focus goes back to the field.
            const place = before.current
            before.current = null
            if (!(place instanceof HTMLElement) || place === document.body || !place.isConnected) return
            event.preventDefault()
            place.focus()
          }}
          className="fixed top-[12dvh] left-1/2 z-60 flex max-h-[72dvh] w-150 max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-dialog border border-border bg-raised shadow-dialog outline-none max-tablet:inset-x-0 max-tablet:top-auto max-tablet:bottom-0 max-tablet:left-0 max-tablet:h-[92dvh] max-tablet:max-h-none max-tablet:w-full max-tablet:max-w-none max-tablet:translate-x-0 max-tablet:rounded-b-none"
        >
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          {/* Mounted with each opening, so that it begins empty. */}
          <SearchList onClose={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
