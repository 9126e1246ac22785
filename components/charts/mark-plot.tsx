'use client'

import { useRouter } from 'next/navigation'
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'
import { cn } from '@/components/ui/cn'
import { spoken, TooltipBox } from './chart-tooltip'
import { contains, markOf, nextPosition, positionAt, type Box, type Mark, type MarkGrid, type Position } from './mark'
import { placeTip, type TipPlace } from './tip-place'
import { useSize } from './use-size'

/** A piece of a drawing. All pieces share one system of coordinates; head, side and corner stay in sight while the body scrolls. */
export interface Part extends Box {
  readonly place: 'corner' | 'head' | 'side' | 'body' | 'foot'
  readonly svg: ReactNode
}

export interface Drawing {
  readonly parts: readonly Part[]
  readonly marks: MarkGrid
  /** Where the first arrow key leads; else to the first mark. */
  readonly start?: Position | undefined
}

interface MarkPlotProps {
  /** Type, measure and period. */
  name: string
  /** The least height at a width; a card that is taller gives it more. */
  least: (width: number) => number
  draw: (width: number, height: number) => Drawing
  /** The active mark is tinted, or ringed where it is filled itself. */
  highlight?: 'band' | 'ring'
  /** A drawing wider than its card shows its right end first. */
  newestFirst?: boolean
}

/** Drawn by the server at this width, and shown at that of the card once the browser has measured it. */
const firstWidth = 600
const phoneWidth = 326
const scrollbar = 12

/**
 * One tab stop over a drawing of marks. The pointer or the arrow keys choose one; its numbers are shown and spoken; a click
 * or Enter opens it. A finger's first tap only shows, since it cannot hover.
 */
export function MarkPlot({ name, least, draw, highlight = 'band', newestFirst = false }: MarkPlotProps) {
  const router = useRouter()
  const [measure, size] = useSize()
  const frame = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<{ position: Position; place: TipPlace } | null>(null)
  const width = Math.max(1, Math.floor(size?.width ?? firstWidth))
  const needed = least(width)
  const height = Math.max(needed, Math.floor(size?.height ?? needed))
  const drawing = useMemo(() => draw(width, height), [draw, width, height])
  const total = drawing.parts.reduce((end, part) => Math.max(end, part.x + part.width), 0)
  const room = total > width + 1 ? scrollbar : 0
  const mark = markOf(drawing.marks, active?.position ?? null)
  const tip = mark?.tip()

  const measured = size !== null
  useEffect(() => {
    const scroller = frame.current?.querySelector('[role=img]')
    if (newestFirst && measured && scroller) scroller.scrollLeft = scroller.scrollWidth
  }, [newestFirst, measured])

  const show = (position: Position | null) => {
    const chosen = markOf(drawing.marks, position)
    const place = chosen && frame.current && placeOf(frame.current, drawing.parts, chosen)
    setActive(position && place ? { position, place } : null)
  }
  const pointed = (event: PointerEvent<SVGSVGElement> | MouseEvent<SVGSVGElement>, part: Part) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return positionAt(drawing.marks, event.clientX - left + part.x, event.clientY - top + part.y)
  }
  const follow = (href: string | undefined, apart: boolean) => {
    if (href === undefined) return
    if (apart) window.open(href, '_blank', 'noopener')
    else router.push(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextPosition(drawing.marks, active?.position ?? null, event.key, drawing.start)
    if (next) {
      reveal(frame.current, drawing.parts, markOf(drawing.marks, next))
      show(next)
    } else if (event.key === 'Escape' && active) setActive(null)
    else if (event.key === 'Enter' && mark) follow(mark.href, event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
  }
  const first = { '--least': `${least(firstWidth)}px`, '--phone': `${least(phoneWidth)}px` } as CSSProperties
  return (
    <div
      ref={frame}
      className={cn('relative grow', size === null && 'min-h-(--least) max-[512px]:min-h-(--phone)')}
      style={size === null ? first : { minHeight: needed + room }}
    >
      <div
        ref={measure}
        role="img"
        aria-label={name}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(null)}
        onScroll={() => active && show(active.position)}
        onPointerLeave={(event) => event.pointerType === 'mouse' && setActive(null)}
        className={cn(
          'absolute inset-0 rounded-control [scrollbar-width:thin]',
          size === null || room === 0 ? 'overflow-x-clip' : 'overflow-x-auto',
          height > bottomOf(drawing.parts) - 1 || size === null ? 'overflow-y-clip' : 'overflow-y-auto',
        )}
      >
        <div className="grid w-max">
          {drawing.parts.map((part) => (
            <svg
              key={part.place}
              data-drawing={part.place}
              aria-hidden
              width={part.width}
              height={part.height}
              viewBox={`${part.x} ${part.y} ${part.width} ${part.height}`}
              className={cn(
                'block touch-pan-x touch-pan-y',
                places[part.place],
                mark?.href !== undefined && 'cursor-pointer',
              )}
              onPointerMove={(event) => event.pointerType === 'mouse' && show(pointed(event, part))}
              onPointerUp={(event) => {
                if (event.button > 1) return
                const position = pointed(event, part)
                const same = position?.row === active?.position.row && position?.column === active?.position.column
                if (event.pointerType === 'mouse' || same) {
                  follow(markOf(drawing.marks, position)?.href, event.button === 1 || event.ctrlKey || event.metaKey)
                }
                show(position)
              }}
            >
              {part.svg}
              {mark && isIn(part, mark) && <Highlight mark={mark} ring={highlight === 'ring'} />}
            </svg>
          ))}
        </div>
      </div>
      {active && tip && <TooltipBox tip={tip} style={active.place} />}
      <p aria-live="polite" className="sr-only">
        {tip && spoken(tip)}
      </p>
    </div>
  )
}

const places = {
  corner: 'sticky top-0 left-0 z-3 col-start-1 row-start-1 bg-surface',
  head: 'sticky top-0 z-2 col-start-2 row-start-1 overflow-visible bg-surface',
  side: 'sticky left-0 z-1 col-start-1 row-start-2 bg-surface',
  body: 'col-start-2 row-start-2',
  foot: 'sticky left-0 col-span-2 col-start-1 row-start-3',
} as const

function Highlight({ mark: { x, y, width, height }, ring }: { mark: Mark; ring: boolean }) {
  return ring ? (
    <rect x={x} y={y} width={width} height={height} rx={3} fill="none" stroke="var(--text)" strokeWidth={2} />
  ) : (
    <rect x={x} y={y} width={width} height={height} rx={4} fill="var(--text)" fillOpacity={0.055} />
  )
}

const isIn = (part: Part, { x, y, width, height }: Box) => contains(part, x + width / 2, y + height / 2)

const bottomOf = (parts: readonly Part[]) => parts.reduce((end, part) => Math.max(end, part.y + part.height), 0)

/** Beside the mark as it stands in the window now, scrolled or not. */
function placeOf(frame: HTMLElement, parts: readonly Part[], mark: Mark): TipPlace | null {
  const part = parts.find((one) => isIn(one, mark))
  const drawn = part && frame.querySelector(`[data-drawing=${part.place}]`)?.getBoundingClientRect()
  if (!part || !drawn) return null
  const anchor = mark.anchor ?? mark
  const { clientWidth, clientHeight } = document.documentElement
  const box = { ...anchor, x: drawn.x + anchor.x - part.x, y: drawn.y + anchor.y - part.y }
  return placeTip(box, frame.getBoundingClientRect(), { width: clientWidth, height: clientHeight })
}

/** Scrolls just so far that the mark is in sight, beside what stays in place. */
function reveal(frame: HTMLElement | null, parts: readonly Part[], mark: Mark | null): void {
  const scroller = frame?.querySelector('[role=img]')
  const part = mark && parts.find((one) => isIn(one, mark))
  if (!scroller || !mark || !part) return
  const side = parts.find(({ place }) => place === 'side')?.width ?? 0
  const head = parts.find(({ place }) => place === 'head')?.height ?? 0
  if (part.place === 'body' || part.place === 'head') {
    const seen = scroller.clientWidth - side
    scroller.scrollLeft = Math.min(mark.x - side, Math.max(scroller.scrollLeft, mark.x + mark.width - side - seen))
  }
  if (part.place === 'body' || part.place === 'side') {
    const seen = scroller.clientHeight - head
    scroller.scrollTop = Math.min(mark.y - head, Math.max(scroller.scrollTop, mark.y + mark.height - head - seen))
  }
}
