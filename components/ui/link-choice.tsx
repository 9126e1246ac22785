'use client'

import { useEffect, useRef } from 'react'
import { cn } from './cn'
import { StateLink } from './state-link'

interface LinkChoiceProps {
  label: string
  choices: readonly { readonly label: string; readonly href: string; readonly current: boolean }[]
}

/** The choice that was followed last. Where another page is drawn for it, that one's choice takes the focus over. */
const followed: { label: string | null } = { label: null }

function setFollowed(label: string | null): void {
  followed.label = label
}

/** One of a few views of the same thing; each is an address. */
export function LinkChoice({ label, choices }: LinkChoiceProps) {
  const place = useRef<HTMLElement>(null)
  const now = choices.find(({ current }) => current)?.href
  useEffect(() => {
    if (followed.label !== label) return
    setFollowed(null)
    if (document.activeElement === document.body) place.current?.querySelector<HTMLElement>('[aria-current]')?.focus()
  }, [label, now])
  return (
    <nav
      ref={place}
      aria-label={label}
      onClick={() => setFollowed(label)}
      className="inline-flex rounded-control border border-border-strong"
    >
      {choices.map(({ label: text, href, current }) => (
        <StateLink
          key={text}
          href={href}
          scroll={false}
          aria-current={current ? 'true' : undefined}
          className={cn(
            'inline-flex h-8 items-center border-border-strong px-3 text-small font-[550] not-first:border-l first:rounded-l-control last:rounded-r-control max-tablet:h-10',
            current ? 'bg-accent-soft text-accent' : 'bg-surface text-muted hover:bg-hover hover:text-text',
          )}
        >
          {text}
        </StateLink>
      ))}
    </nav>
  )
}
