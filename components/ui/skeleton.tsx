import { cn } from './cn'

/** Takes the place of what comes, in its size, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={cn('animate-pulse rounded-control bg-[color-mix(in_srgb,var(--text)_8%,var(--surface))]', className)}
    />
  )
}
