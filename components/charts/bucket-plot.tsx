'use client'

import { useRouter } from 'next/navigation'
import { useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react'
import { ResponsiveContainer } from 'recharts'
import { cn } from '@/components/ui/cn'
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
  buckets: readonly { readonly href?: string | undefined }[]
  margin: Margin
  tip: (index: number) => TooltipText
  onWidth?: (width: number) => void
  /** Where the first arrow key leads; else to the newest bucket. */
  start?: number | undefined
  /** The pointer is over a bucket, that far down from the top of the plot (0 to 1). */
  onPoint?: (index: number, depth: number) => void
  /** Up or Down was pressed: for charts of several lines. */
  onStep?: (by: 1 | -1) => void
  className?: string
  /** A Recharts chart with this margin. */
  children: ReactElement
}

/**
 * One tab stop over a drawing cut into equal buckets. The pointer or the arrow keys choose one; its numbers are shown
 * and spoken; a click or Enter opens it. A finger's first tap only shows, since it cannot hover.
 */
export function BucketPlot(props: BucketPlotProps) {
  const { name, buckets, margin, tip, onWidth, onPoint, onStep, className, children } = props
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
    const next = nextBucket(event.key, active, last, props.start)
    if (next !== undefined) setActive(next)
    else if (onStep && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) onStep(event.key === 'ArrowUp' ? -1 : 1)
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
          onPointerMove={(event) => {
            if (event.pointerType !== 'mouse') return
            const { top, height } = event.currentTarget.getBoundingClientRect()
            onPoint?.(indexAt(event), (event.clientY - top) / height)
            setActive(indexAt(event))
          }}
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

function nextBucket(key: string, active: number | null, last: number, start = last): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return active === null ? start : Math.max(0, active - 1)
    case 'ArrowRight':
      return active === null ? start : Math.min(last, active + 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
