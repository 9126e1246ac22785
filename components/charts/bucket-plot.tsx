'use client'

import { useRouter } from 'next/navigation'
import { useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react'
import { ResponsiveContainer } from 'recharts'
import { cn } from '@/components/ui/cn'
import type { ChartBucket } from './bucket'
import { ChartTooltip, spoken, type TooltipText } from './chart-tooltip'

/** Room around the plot, which the drawing and the layer above it share. */
export interface Margin {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

interface BucketPlotProps {
  /** Type, measure and period. */
  name: string
  buckets: readonly ChartBucket[]
  margin: Margin
  tip: (index: number) => TooltipText
  onWidth?: (width: number) => void
  className?: string
  /** A Recharts chart with this margin. */
  children: ReactElement
}

/**
 * One tab stop over a drawing cut into equal buckets. The pointer or the arrow keys choose one; its numbers are shown
 * and spoken; a click or Enter opens it. A finger's first tap only shows, since it cannot hover.
 */
export function BucketPlot({ name, buckets, margin, tip, onWidth, className, children }: BucketPlotProps) {
  const router = useRouter()
  const [active, setActive] = useState<number | null>(null)
  const last = buckets.length - 1
  const bucket = active === null ? undefined : buckets[active]
  const indexAt = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return Math.min(last, Math.max(0, Math.floor(((clientX - left) / width) * buckets.length)))
  }
  const open = (index: number) => {
    const href = buckets[index]?.href
    if (href !== undefined) router.push(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextBucket(event.key, active, last)
    if (next !== undefined) setActive(next)
    else if (event.key === 'Escape' && active !== null) setActive(null)
    else if (event.key === 'Enter' && active !== null) open(active)
    else return
    event.preventDefault()
  }
  const tooltip = bucket && active !== null ? tip(active) : undefined
  const inset = { top: margin.top, right: margin.right, bottom: margin.bottom, left: margin.left }
  return (
    <div className={cn('relative min-h-[264px] grow', className)}>
      <div
        role="img"
        aria-label={name}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(null)}
        className="absolute inset-0 rounded-control"
      >
        {/* Drawn by the server at a width of its own, which must not widen the page until the browser has measured. */}
        <div className="size-full overflow-x-clip">
          <ResponsiveContainer
            width="100%"
            height="100%"
            initialDimension={{ width: 600, height: 264 }}
            onResize={(width) => onWidth?.(width)}
          >
            {children}
          </ResponsiveContainer>
        </div>
        <div
          style={inset}
          className={cn('absolute touch-pan-y', bucket?.href !== undefined && 'cursor-pointer')}
          onPointerMove={(event) => event.pointerType === 'mouse' && setActive(indexAt(event))}
          onPointerLeave={(event) => event.pointerType === 'mouse' && setActive(null)}
          onPointerUp={(event) => {
            const index = indexAt(event)
            if (event.button !== 0) return
            if (event.pointerType === 'mouse' || index === active) open(index)
            setActive(index)
          }}
        >
          {active !== null && (
            <div
              className="pointer-events-none absolute inset-y-0 bg-text/[0.055]"
              style={{ left: `${(active / buckets.length) * 100}%`, width: `${100 / buckets.length}%` }}
            />
          )}
          {active !== null && tooltip && <ChartTooltip index={active} count={buckets.length} tip={tooltip} />}
        </div>
      </div>
      <p aria-live="polite" className="sr-only">
        {tooltip && spoken(tooltip)}
      </p>
    </div>
  )
}

/** From nowhere, the first arrow goes to the newest bucket. */
function nextBucket(key: string, active: number | null, last: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return active === null ? last : Math.max(0, active - 1)
    case 'ArrowRight':
      return active === null ? last : Math.min(last, active + 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
