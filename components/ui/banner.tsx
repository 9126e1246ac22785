import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

const kinds = {
  warning: { icon: TriangleAlert, style: 'border-warning bg-warning-soft', ink: 'text-warning' },
  negative: { icon: CircleAlert, style: 'border-negative bg-negative-soft', ink: 'text-negative' },
  info: { icon: Info, style: 'border-info bg-info-soft', ink: 'text-info' },
}

/** Something that concerns the whole page. Errors speak up at once; the rest waits for a pause. */
export function Banner({
  kind,
  title,
  action,
  children,
}: {
  kind: keyof typeof kinds
  title: string
  action?: ReactNode
  children?: ReactNode
}) {
  const { icon: Icon, style, ink } = kinds[kind]
  return (
    <div
      role={kind === 'negative' ? 'alert' : 'status'}
      className={cn('flex flex-wrap items-center gap-3 rounded-card border px-4 py-3', style)}
    >
      <div className="flex min-w-0 flex-[1_1_18rem] gap-3">
        <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', ink)} />
        <p className="min-w-0 text-body">
          <strong className="font-semibold">{title}</strong> {children}
        </p>
      </div>
      {action}
    </div>
  )
}
