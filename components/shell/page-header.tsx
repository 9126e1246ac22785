import type { ReactNode } from 'react'

/** The one h1 of a page, the question that it answers, and what can be done with it. */
export function PageHeader({
  title,
  question,
  badge,
  actions,
}: {
  title: ReactNode
  question?: ReactNode
  badge?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-page font-[620] tracking-[-0.012em]">{title}</h1>
          {badge}
        </div>
        {question && <p className="max-w-[96ch] text-lead text-muted">{question}</p>}
      </div>
      {actions && (
        <div data-print="hide" className="flex flex-wrap items-center gap-2">
          {actions}
        </div>
      )}
    </header>
  )
}
