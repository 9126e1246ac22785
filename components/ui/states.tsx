/** What stands where numbers would: nothing yet, nothing under these filters, or a failure. */
import { CircleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyProps {
  icon: LucideIcon
  title: string
  /** Why there is nothing. */
  children: ReactNode
  /** The next step. */
  action?: ReactNode
  /** It is all there is on the page, so its title is the page's heading. */
  wholePage?: boolean
}

export function EmptyState({ icon: Icon, title, children, action, wholePage = false }: EmptyProps) {
  const Title = wholePage ? 'h1' : 'p'
  return (
    <div className="flex grow flex-col items-center justify-center gap-2 px-6 py-10 text-center">
      <Icon aria-hidden className="size-6 text-subtle" />
      <Title className="text-card font-semibold">{title}</Title>
      <p className="max-w-prose text-body text-muted">{children}</p>
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

interface ErrorProps {
  title: string
  children: ReactNode
  requestId?: string | undefined
  action?: ReactNode
}

export function ErrorState({ title, children, requestId, action }: ErrorProps) {
  return (
    <div role="alert" className="flex grow flex-col items-center justify-center gap-2 px-6 py-10 text-center">
      <CircleAlert aria-hidden className="size-6 text-negative" />
      <p className="text-card font-semibold">{title}</p>
      <p className="max-w-prose text-body text-muted">{children}</p>
      {requestId && (
        <p className="text-small text-muted">
          Request id <code className="font-mono select-all">{requestId}</code>
        </p>
      )}
      {action && <div className="mt-2">{action}</div>}
    </div>
  )
}
