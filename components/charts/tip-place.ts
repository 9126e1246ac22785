/** Where a tooltip stands: beside its mark where the window has room, else above or below it. */
import type { Box } from './mark'

/** As wide as TooltipBox gets, with some air. */
const widest = 248
const gap = 8

export interface TipPlace {
  readonly left?: number
  readonly right?: number
  readonly top?: number
  readonly bottom?: number
}

/** Of a mark and its frame in the coordinates of the window, the place inside the frame. */
export function placeTip(mark: Box, frame: Box, view: { readonly width: number; readonly height: number }): TipPlace {
  const right = mark.x + mark.width
  const bottom = mark.y + mark.height
  const upper = mark.y + mark.height / 2 < view.height / 2
  const level = upper ? { top: mark.y - frame.y } : { bottom: frame.y + frame.height - bottom }
  if (right + gap + widest <= view.width) return { left: right + gap - frame.x, ...level }
  if (mark.x - gap - widest >= 0) return { right: frame.x + frame.width - mark.x + gap, ...level }
  const middle = mark.x + mark.width / 2
  const left = Math.max(gap, Math.min(middle - widest / 2, view.width - widest))
  const apart = upper ? { top: bottom + gap - frame.y } : { bottom: frame.y + frame.height - mark.y + gap }
  return { left: left - frame.x, ...apart }
}
