/** Which part of a drawing a window shows: a point p of the drawing stands at p × scale + (x, y). */
import type { Point } from '@/lib/dictionary/diagram'

export interface View {
  readonly x: number
  readonly y: number
  readonly scale: number
}

interface Size {
  readonly width: number
  readonly height: number
}

const FARTHEST = 0.08
const CLOSEST = 2
const MARGIN = 24
/** From here on keys can be read too. */
const READABLE = 0.9
/** Smaller than this no name can be read: a drawing that is larger than the window opens at a part of it. */
const LEGIBLE = 0.5

const LEAST_TARGET = 24

const within = (scale: number) => Math.min(CLOSEST, Math.max(FARTHEST, scale))

/** What stands at a point of the window stays there. */
export function zoomed({ x, y, scale }: View, factor: number, at: Point): View {
  const next = within(scale * factor)
  const by = next / scale
  return { scale: next, x: at.x - (at.x - x) * by, y: at.y - (at.y - y) * by }
}

export function panned({ x, y, scale }: View, by: Point): View {
  return { scale, x: x + by.x, y: y + by.y }
}

/** All of it, and no larger than it was drawn. */
export function fitted(drawing: Size, window: Size): View {
  const scale = within(
    Math.min(1, (window.width - 2 * MARGIN) / drawing.width, (window.height - 2 * MARGIN) / drawing.height),
  )
  return {
    scale,
    x: (window.width - drawing.width * scale) / 2,
    y: Math.max(MARGIN, (window.height - drawing.height * scale) / 2),
  }
}

/** How a drawing opens: all of it where that is legible, else the part around its hub, and no empty ground beyond its edges. */
export function opened(drawing: Size, hub: Point & Size, window: Size): View {
  const fit = fitted(drawing, window)
  if (fit.scale >= LEGIBLE) return fit
  const along = (length: number, middle: number, room: number) => {
    const drawn = length * LEGIBLE
    if (drawn + 2 * MARGIN <= room) return (room - drawn) / 2
    return Math.min(MARGIN, Math.max(room - MARGIN - drawn, room / 2 - middle * LEGIBLE))
  }
  return {
    scale: LEGIBLE,
    x: along(drawing.width, hub.x + hub.width / 2, window.width),
    y: along(drawing.height, hub.y + hub.height / 2, window.height),
  }
}

/** Large enough to be read, and whole. */
export function centred({ scale }: View, box: Point & Size, window: Size): View {
  const whole = 0.95 * Math.min(window.width / box.width, window.height / box.height)
  const next = Math.min(Math.max(READABLE, scale), whole)
  return {
    scale: next,
    x: window.width / 2 - (box.x + box.width / 2) * next,
    y: window.height / 2 - (box.y + box.height / 2) * next,
  }
}

export function shows({ x, y, scale }: View, box: Point & Size, window: Size): boolean {
  const [left, top] = [box.x * scale + x, box.y * scale + y]
  return left >= 0 && top >= 0 && left + box.width * scale <= window.width && top + box.height * scale <= window.height
}

/** What a finger can hit (WCAG 2.2, target size) and nothing around the window overlaps. */
export function isAtHand(view: View, box: Point & Size, window: Size): boolean {
  return shows(view, box, window) && Math.min(box.width, box.height) * view.scale >= LEAST_TARGET
}
