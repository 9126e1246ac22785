'use client'

import { memo } from 'react'
import { cn } from '@/components/ui/cn'
import type { Box, Line } from '@/lib/dictionary/diagram'
import { linePath } from './line-path'
import type { LineLook } from './looks'

interface DiagramLineProps {
  line: Line
  from: Box
  to: Box
  /** One of its boxes was moved, so that the turns of the layout no longer lead from one to the other. */
  isMoved: boolean
  look: LineLook
}

const looks: Readonly<Record<LineLook, string>> = {
  plain: 'stroke-control',
  active: 'stroke-accent',
  dimmed: 'stroke-border',
}
const straight: Line['turns'] = []

export const DiagramLine = memo(function DiagramLine({ line, from, to, isMoved, look }: DiagramLineProps) {
  const { path, many, one } = linePath(line, from, to, isMoved ? straight : line.turns)
  return (
    <g className={cn('fill-none', looks[look])} strokeWidth={look === 'active' ? 2 : 1.2}>
      <path d={path} vectorEffect="non-scaling-stroke" />
      <path d={many} />
      <path d={one} />
    </g>
  )
})
