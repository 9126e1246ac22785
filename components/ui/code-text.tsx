import { cn } from './cn'

interface CodeTextProps {
  label: string
  className?: string
  children: string
}

/** Text of a machine as it is; what its place has no room for is scrolled to, by keyboard too. */
export function CodeText({ label, className, children }: CodeTextProps) {
  return (
    <pre
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cn('overflow-auto rounded-control bg-sunken p-3 font-mono text-small', className)}
    >
      {children}
    </pre>
  )
}
