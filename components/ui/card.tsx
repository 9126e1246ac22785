import { useId, type ReactNode } from 'react'
import { cn } from './cn'

interface CardProps {
  /** Where links lead to it. */
  id?: string
  title: string
  /** One muted line: what, unit, interaction. */
  about?: ReactNode
  /** At the right of the title: segmented choice, definition, menu. */
  tools?: ReactNode
  footer?: ReactNode
  className?: string
  children: ReactNode
}

/** A section of a page, named by its title. */
export function Card({ id: anchor, title, about, tools, footer, className, children }: CardProps) {
  const id = useId()
  return (
    <section
      id={anchor}
      aria-labelledby={id}
      className={cn('flex min-w-0 flex-col rounded-card border border-border bg-surface', className)}
    >
      <header className="flex flex-wrap items-start justify-between gap-3 px-4 pt-3.5">
        <div className="min-w-0 flex-[1_1_12rem]">
          <h2 id={id} className="text-card font-semibold break-words">
            {title}
          </h2>
          {about && <p className="text-small text-muted">{about}</p>}
        </div>
        {tools && <div className="flex shrink-0 items-center gap-1">{tools}</div>}
      </header>
      <div className="flex min-w-0 grow flex-col p-4 pt-3">{children}</div>
      {footer && (
        <footer className="flex flex-wrap items-center justify-between gap-2 border-t border-border px-4 py-2.5 text-small text-muted">
          {footer}
        </footer>
      )}
    </section>
  )
}
