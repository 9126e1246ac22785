import Link from 'next/link'
import { cn } from './cn'

interface LinkChoiceProps {
  label: string
  choices: readonly { readonly label: string; readonly href: string; readonly current: boolean }[]
}

/** One of a few views of the same thing; each is an address. */
export function LinkChoice({ label, choices }: LinkChoiceProps) {
  return (
    <nav aria-label={label} className="inline-flex rounded-control border border-border-strong">
      {choices.map(({ label: text, href, current }) => (
        <Link
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
        </Link>
      ))}
    </nav>
  )
}
