'use client'

import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useSize } from '@/components/charts/use-size'
import { Button } from '@/components/ui/button'
import type { Diagram, Point } from '@/lib/dictionary/diagram'
import { DiagramBox } from './diagram-box'
import { DiagramLine } from './diagram-line'
import { foundBoxes } from './diagram-search'
import { DiagramSearch, ZoomButtons } from './diagram-tools'
import { looksOf } from './looks'
import { useBoxes } from './use-boxes'
import { useViewport } from './use-viewport'
import { centred, fitted, isAtHand, opened, panned, zoomed } from './view'

const STEP = 60
const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: STEP, y: 0 },
  ArrowRight: { x: -STEP, y: 0 },
  ArrowUp: { x: 0, y: STEP },
  ArrowDown: { x: 0, y: -STEP },
}
/** Keys cannot be read from farther away. */
const FAR = 0.55

interface EntityDiagramProps {
  diagram: Diagram
  label: string
  /** Words of the address: the first box that has them stands in the middle. */
  find: string
}

/** Tables and what names what, to be moved, zoomed and searched. Where boxes were dragged to is this visit's alone. */
export function EntityDiagram({ diagram, label, find }: EntityDiagramProps) {
  const [ref, size] = useSize()
  const [active, setActive] = useState<string | null>(null)
  const [text, setText] = useState(find)
  const [place, setPlace] = useState(0)
  const { boxes, byId, places, move, putBack } = useBoxes(diagram)
  const { view, setView, listenToWheel, handlers } = useViewport(move)
  const found = useMemo(() => foundBoxes(diagram.boxes, text), [diagram, text])
  const looks = useMemo(() => looksOf(diagram, active, new Set(found.map(({ id }) => id))), [diagram, active, found])

  // The first size that the browser tells: from then on the view is the visitor's.
  const isOpened = useRef(false)
  useEffect(() => {
    if (!size || isOpened.current) return
    isOpened.current = true
    const [first] = found
    setView((now) => (first ? centred(now, first, size) : opened(diagram, hubOf(diagram), size)))
  }, [size, diagram, found, setView])

  const centre = (id: string | undefined) => {
    const box = byId.get(id ?? '')
    if (box && size) setView((now) => centred(now, box, size))
  }
  const search = (words: string) => {
    setText(words)
    setPlace(0)
    centre(foundBoxes(diagram.boxes, words)[0]?.id)
    writeAddress(words)
  }
  const next = () => {
    if (found.length === 0) return
    const to = (place + 1) % found.length
    setPlace(to)
    centre(found[to]?.id)
  }
  const fit = () => size && setView(fitted(diagram, size))
  const zoom = (factor: number) =>
    size && setView((now) => zoomed(now, factor, { x: size.width / 2, y: size.height / 2 }))

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const by = arrows[event.key]
    if (by) setView((now) => panned(now, by))
    else if (event.key === '+' || event.key === '=') zoom(1.25)
    else if (event.key === '-') zoom(0.8)
    else if (event.key === '0') fit()
    else if (event.key !== 'Tab' || !walk(event.currentTarget, event.shiftKey)) return
    event.preventDefault()
  }
  const onFocus = useCallback(
    (id: string) => {
      setActive(id)
      const box = byId.get(id)
      if (box && size) setView((now) => (isAtHand(now, box, size) ? now : centred(now, box, size)))
    },
    [byId, size, setView],
  )

  return (
    <div className="flex flex-col gap-3">
      <div data-print="hide" className="flex flex-wrap items-center gap-2">
        <DiagramSearch text={text} found={found.length} place={place} onSearch={search} onNext={next} />
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {places.size > 0 && <Button onClick={putBack}>Put boxes back</Button>}
          <ZoomButtons onZoom={zoom} onFit={fit} />
        </div>
      </div>
      <a href="#after-diagram" className="sr-only focus:not-sr-only focus:text-accent">
        Skip the diagram
      </a>
      <div
        ref={ref}
        role="group"
        aria-label={label}
        aria-describedby="diagram-keys"
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="h-[calc(100dvh-17rem)] min-h-96 overflow-clip rounded-control border border-border bg-background"
      >
        <svg
          ref={listenToWheel}
          {...handlers}
          className="size-full cursor-grab touch-none select-none active:cursor-grabbing"
        >
          <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
            {diagram.lines.map((line) => {
              const [from, to] = [byId.get(line.from), byId.get(line.to)]
              const isMoved = places.has(line.from) || places.has(line.to)
              if (!from || !to) return null
              return (
                <DiagramLine key={line.id} line={line} from={from} to={to} isMoved={isMoved} look={looks.line(line)} />
              )
            })}
            {boxes.map((box) => (
              <DiagramBox
                key={box.id}
                box={box}
                look={looks.box(box.id)}
                isFar={view.scale < FAR}
                isAtHand={size !== null && isAtHand(view, box, size)}
                onPoint={setActive}
                onFocus={onFocus}
              />
            ))}
          </g>
        </svg>
      </div>
      <p id="diagram-keys" data-print="hide" className="text-small text-muted">
        Drag the ground or a box; the wheel or two fingers zoom. A press opens a table; one that is small, or not whole
        in sight, comes closer first. With the keyboard: Tab walks the tables, Enter opens one, arrows move the diagram,
        + and − zoom, 0 fits it.
      </p>
      <div id="after-diagram" tabIndex={-1} />
    </div>
  )
}

/** The table with most lines: what somebody looks for first. */
function hubOf({ boxes, lines }: Diagram) {
  const count = (id: string) => lines.filter(({ from, to }) => from === id || to === id).length
  const [hub] = boxes.toSorted((one, other) => count(other.id) - count(one.id))
  return hub ?? { x: 0, y: 0, width: 0, height: 0 }
}

/**
 * Browsers scroll the page to where they take a box to be, which is not where it is seen: the focus moves by hand.
 * False at either end, where the browser goes on.
 */
function walk(drawing: Element, isBackwards: boolean): boolean {
  const stops = [...drawing.querySelectorAll<SVGAElement>('[data-box]')]
  const here = stops.findIndex((stop) => stop === document.activeElement)
  const to = stops[here + (isBackwards ? -1 : 1)]
  to?.focus({ preventScroll: true })
  return to !== undefined
}

function writeAddress(words: string): void {
  const address = new URL(window.location.href)
  if (words.trim() === '') address.searchParams.delete('find')
  else address.searchParams.set('find', words)
  window.history.replaceState(null, '', address)
}
