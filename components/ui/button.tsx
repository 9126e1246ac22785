import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Spinner } from './spinner'

const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-[550] whitespace-nowrap transition-colors duration-90 select-none disabled:cursor-not-allowed disabled:text-disabled aria-disabled:cursor-not-allowed aria-disabled:text-disabled [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      kind: {
        primary:
          'bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-active disabled:bg-sunken aria-disabled:bg-sunken',
        default:
          'border border-border-strong bg-surface text-text hover:border-control hover:bg-hover active:bg-sunken disabled:border-border disabled:bg-sunken [&_svg]:text-subtle',
        quiet: 'text-muted hover:bg-hover hover:text-text active:bg-sunken',
        danger:
          'border border-border-strong bg-surface text-negative hover:border-negative hover:bg-negative-soft disabled:border-border disabled:bg-sunken',
      },
      size: {
        small: 'h-7 px-2.5 text-small',
        medium: 'h-8 px-3 text-body max-tablet:h-10',
        large: 'h-10 px-4 text-card',
        icon: 'size-8 max-tablet:size-10',
      },
    },
    defaultVariants: { kind: 'default', size: 'medium' },
  },
)

interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyle> {
  /** Gives its looks to its only child, such as a link. */
  asChild?: boolean
  /** Working: the label stays, a spinner replaces the icon, and the width does not change. */
  busy?: boolean
  icon?: React.ReactNode
}

export function Button(props: ButtonProps) {
  const { kind, size, asChild, busy = false, disabled, onClick, icon, className, children, ...rest } = props
  const classes = cn(buttonStyle({ kind, size }), className)
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    )
  }
  // A disabled button would lose the focus, and whoever works by keyboard their place.
  const waits = busy && disabled
  return (
    <button
      type="button"
      className={classes}
      aria-busy={busy || undefined}
      aria-disabled={waits || undefined}
      disabled={disabled && !busy}
      onClick={waits ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}
