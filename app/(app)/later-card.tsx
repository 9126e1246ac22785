/** A card that comes when its numbers are read; until then a place of its size, and what happened if they cannot be. */
import { Suspense, type ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import { ErrorState } from '@/components/ui/states'
import { log } from '@/lib/log'

interface LaterCardProps<T> {
  title: string
  data: Promise<T>
  /** Columns and, for the place that is kept, the height. */
  className: string
  children: (data: T) => ReactNode
}

export function LaterCard<T>(props: LaterCardProps<T>) {
  return (
    <Suspense
      fallback={
        <div role="status" aria-label={`Loading: ${props.title}`} className={cn('flex', props.className)}>
          <Skeleton className="grow rounded-card" />
        </div>
      }
    >
      <Drawn {...props} />
    </Suspense>
  )
}

async function Drawn<T>({ title, data, className, children }: LaterCardProps<T>) {
  const read = await data.then(
    (value) => ({ value }),
    (error: unknown) => {
      log.error({ err: error, card: title }, 'a card of a page could not be read')
      return null
    },
  )
  if (read) return children(read.value)
  return (
    <Card title={title} className={className}>
      <ErrorState title="This card could not be read">
        The rest of the page stands. Load the page again; if it happens again, tell whoever runs this server.
      </ErrorState>
    </Card>
  )
}
