'use client'

import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react'
import type { Point } from '@/lib/dictionary/diagram'
import { panned, zoomed, type View } from './view'

/** A click that trembles is no drag. */
const TREMBLE = 4

/** What a drag began on: a box by its id, or the ground. */
interface Held {
  readonly box: string | null
  readonly from: Point
  moves: boolean
}

/**
 * Dragging, pinching and the wheel over a drawing. One finger or the mouse moves a box or the ground, two fingers zoom, the
 * wheel zooms where the pointer is.
 */
export function useViewport(moveBox: (id: string, by: Point) => void) {
  const [view, setView] = useState<View>({ x: 24, y: 24, scale: 0.6 })
  const pointers = useRef(new Map<number, Point>())
  const held = useRef<Held | null>(null)
  const scale = useRef(view.scale)
  useEffect(() => {
    scale.current = view.scale
  }, [view.scale])

  const listenToWheel = useCallback((element: Element | null) => {
    if (!element) return
    const turn = (event: Event) => {
      const { deltaY, deltaMode, clientX, clientY, ctrlKey } = event as WheelEvent
      event.preventDefault()
      const { left, top } = element.getBoundingClientRect()
      // A pinch on a trackpad comes as a wheel with Ctrl, in smaller steps.
      const step = deltaY * (deltaMode === 1 ? 16 : 1) * (ctrlKey ? 0.01 : 0.002)
      setView((now) => zoomed(now, Math.exp(-step), { x: clientX - left, y: clientY - top }))
    }
    // React's own wheel listeners may not keep the page from scrolling.
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [])

  const onPointerDown = (event: ReactPointerEvent<Element>) => {
    if (event.button !== 0) return
    const at = { x: event.clientX, y: event.clientY }
    // The first one down: whatever is still known of others was let go of where nobody told.
    if (event.isPrimary) pointers.current.clear()
    pointers.current.set(event.pointerId, at)
    const box = event.target instanceof Element ? event.target.closest('[data-box]') : null
    held.current = { box: box?.getAttribute('data-box') ?? null, from: at, moves: false }
  }

  const onPointerMove = (event: ReactPointerEvent<Element>) => {
    const before = pointers.current.get(event.pointerId)
    const now = held.current
    if (!before || !now) return
    const at = { x: event.clientX, y: event.clientY }
    const far = Math.hypot(at.x - now.from.x, at.y - now.from.y) > TREMBLE
    if (!now.moves && !far) return
    if (!now.moves) event.currentTarget.setPointerCapture(event.pointerId)
    now.moves = true
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
    pointers.current.set(event.pointerId, at)
    const by = { x: at.x - before.x, y: at.y - before.y }
    if (other) pinch(event.currentTarget, before, at, other)
    else if (now.box !== null) moveBox(now.box, { x: by.x / scale.current, y: by.y / scale.current })
    else setView((view) => panned(view, by))
  }

  const pinch = (element: Element, before: Point, at: Point, other: Point) => {
    const { left, top } = element.getBoundingClientRect()
    const apart = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y))
    const middle = { x: (at.x + other.x) / 2 - left, y: (at.y + other.y) / 2 - top }
    const drift = { x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 }
    setView((view) => panned(zoomed(view, apart(at) / apart(before), middle), drift))
  }

  const onPointerEnd = (event: ReactPointerEvent<Element>) => {
    pointers.current.delete(event.pointerId)
  }

  /** A link under a box that was dragged must not be followed. */
  const onClickCapture = (event: { preventDefault: () => void; stopPropagation: () => void }) => {
    if (held.current?.moves) {
      event.preventDefault()
      event.stopPropagation()
    }
    held.current = null
  }

  return {
    view,
    setView,
    listenToWheel,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: onPointerEnd,
      onPointerCancel: onPointerEnd,
      onPointerLeave: onPointerEnd,
      onClickCapture,
    },
  }
}
