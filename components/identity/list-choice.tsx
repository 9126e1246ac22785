import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/lib/format/numbers'

interface ListChoiceProps {
  lists: readonly {
    readonly label: string
    readonly href: string
    readonly count: number
    readonly current: boolean
  }[]
}

/** Every list with its number of rows; they wrap where there is no room. */
export function ListChoice({ lists }: ListChoiceProps) {
  return (
    <nav aria-label="Lists" className="flex flex-wrap gap-2">
      {lists.map(({ label, href, count, current }) => (
        <Link
          key={href}
          href={href}
          aria-current={current ? 'true' : undefined}
          className={cn(
            'inline-flex h-8 items-center gap-2 rounded-control border border-border-strong px-3 text-small font-[550] max-tablet:h-10',
            current ? 'bg-accent-soft text-accent' : 'bg-surface text-muted hover:bg-hover hover:text-text',
          )}
        >
          {label}
          <span className="tabular">{formatCount(count)}</span>
        </Link>
      ))}
    </nav>
  )
}
