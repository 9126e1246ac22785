import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

interface PickButtonProps extends ComponentProps<'button'> {
  name: string
  value: string
}

/** The face of a filter: what it is, muted, and what it is set to. */
export function PickButton({ name, value, className, ...rest }: PickButtonProps) {
  return (
    <button
      type="button"
      aria-label={`${name}: ${value}`}
      className={cn(
        'inline-flex h-8 max-w-full items-center gap-1.5 rounded-control border border-border-strong bg-surface px-2.5 text-body hover:border-control hover:bg-hover active:bg-sunken max-tablet:h-10',
        className,
      )}
      {...rest}
    >
      {/* The blank keeps the visible words apart, so that they are the words of the label. */}
      <span className="text-subtle">{name}</span> <span className="grow truncate text-left font-[550]">{value}</span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0 text-subtle" />
    </button>
  )
}
