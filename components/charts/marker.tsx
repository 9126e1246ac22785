/** A shape per line, so that lines are told apart without their colours; a slot always has the same one. */
import { slots } from '@/lib/design/palette'
import { cssColour, type MarkColour } from './colours'

const shapes = ['circle', 'square', 'triangle', 'diamond', 'down-triangle', 'plus', 'cross', 'ring'] as const
export type MarkerShape = (typeof shapes)[number]

export function shapeOf(color: MarkColour, index: number): MarkerShape {
  const slot = slots.findIndex((one) => one === color)
  return shapes[(slot >= 0 ? slot : index) % shapes.length] ?? 'circle'
}

const paths: Partial<Record<MarkerShape, string>> = {
  square: 'M-3.2 -3.2H3.2V3.2H-3.2Z',
  triangle: 'M0 -4L4 3.2H-4Z',
  diamond: 'M0 -4.4L4.4 0L0 4.4L-4.4 0Z',
  'down-triangle': 'M0 4L4 -3.2H-4Z',
  plus: 'M-1.2 -4H1.2V-1.2H4V1.2H1.2V4H-1.2V1.2H-4V-1.2H-1.2Z',
  cross: 'M-2.8 -4L0 -1.4L2.8 -4L4 -2.8L1.4 0L4 2.8L2.8 4L0 1.4L-2.8 4L-4 2.8L-1.4 0L-4 -2.8Z',
}

interface MarkerProps {
  shape: MarkerShape
  x: number
  y: number
  color: MarkColour
}

export function Marker({ shape, x, y, color }: MarkerProps) {
  const path = paths[shape]
  const ink = cssColour(color)
  if (path === undefined) {
    const hollow = shape === 'ring' ? { fill: 'var(--surface)', stroke: ink, strokeWidth: 1.75 } : { fill: ink }
    return <circle cx={x} cy={y} r={shape === 'ring' ? 2.9 : 3.5} {...hollow} />
  }
  return <path d={path} transform={`translate(${x} ${y})`} fill={ink} stroke="var(--surface)" strokeWidth={0.5} />
}
