import type { ComponentProps, ReactNode } from 'react'

/** A box to tick with its words; with type="radio" one of several. */
export function Check({ children, ...input }: Omit<ComponentProps<'input'>, 'className'> & { children: ReactNode }) {
  return (
    <label className="flex min-h-7 items-center gap-2">
      <input type="checkbox" {...input} className="size-4 shrink-0 accent-accent" />
      <span className="min-w-0 break-words">{children}</span>
    </label>
  )
}
