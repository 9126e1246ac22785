import { X } from 'lucide-react'
import Link from 'next/link'

export interface Chip {
  readonly name: string
  readonly value: string
  /** The address without this filter. */
  readonly removeHref: string
}

export function Chips({ chips, clearHref }: { chips: readonly Chip[]; clearHref: string }) {
  if (chips.length === 0) return null
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-2">
      {chips.map(({ name, value, removeHref }) => (
        <li
          key={`${name} ${value}`}
          className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-control bg-accent-soft pl-2.5 text-small"
        >
          <span className="text-muted">{name}</span>
          <span className="truncate font-[550]">{value}</span>
          <Link
            href={removeHref}
            scroll={false}
            aria-label={`Remove filter ${name} ${value}`}
            className="inline-flex size-6 items-center justify-center rounded-control hover:bg-selected"
          >
            <X aria-hidden className="size-3.5" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={clearHref}
          scroll={false}
          className="inline-flex h-7 items-center px-1.5 text-small font-[550] text-muted hover:text-text hover:underline"
        >
          Clear all
        </Link>
      </li>
    </ul>
  )
}

/** "Finance, Risk, Sales and 2 more" */
export function namesInShort(names: readonly string[]): string {
  const more = names.length - 3
  return more > 0 ? `${names.slice(0, 3).join(', ')} and ${more} more` : names.join(', ')
}
