'use client'

import { X } from 'lucide-react'
import { useRef } from 'react'
import { StateLink } from '@/components/ui/state-link'
import { useNeighbourFocus } from '@/components/ui/use-neighbour-focus'

export interface Chip {
  readonly name: string
  readonly value: string
  /** The address without this filter. */
  readonly removeHref: string
}

const CLEAR = 'all'

export function Chips({ chips, clearHref }: { chips: readonly Chip[]; clearHref: string }) {
  const list = useRef<HTMLUListElement>(null)
  const ids = chips.map(({ name, value }) => `${name} ${value}`)
  const noteFocus = useNeighbourFocus(ids.length > 0 ? [...ids, CLEAR] : [], (id) => {
    return list.current?.querySelector(`[data-chip="${CSS.escape(id)}"] a`)
  })
  if (chips.length === 0) return null
  return (
    <ul ref={list} aria-label="Active filters" className="flex flex-wrap items-center gap-2">
      {chips.map(({ name, value, removeHref }, index) => (
        <li
          key={ids[index]}
          data-chip={ids[index]}
          onFocus={() => noteFocus(ids[index] ?? '')}
          className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-control bg-accent-soft pl-2.5 text-small forced-colors:border"
        >
          <span className="text-muted">{name}</span>
          <span className="truncate font-[550]">{value}</span>
          <StateLink
            href={removeHref}
            scroll={false}
            aria-label={`Remove filter ${name} ${value}`}
            className="inline-flex size-6 items-center justify-center rounded-control hover:bg-selected"
          >
            <X aria-hidden className="size-3.5" />
          </StateLink>
        </li>
      ))}
      <li data-chip={CLEAR} onFocus={() => noteFocus(CLEAR)}>
        <StateLink
          href={clearHref}
          scroll={false}
          className="inline-flex h-7 items-center px-1.5 text-small font-[550] text-muted hover:text-text hover:underline"
        >
          Clear all
        </StateLink>
      </li>
    </ul>
  )
}

/** "Finance, Risk, Sales and 2 more" */
export function namesInShort(names: readonly string[]): string {
  const more = names.length - 3
  return more > 0 ? `${names.slice(0, 3).join(', ')} and ${more} more` : names.join(', ')
}
