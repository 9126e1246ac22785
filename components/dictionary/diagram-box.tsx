'use client'

import { useRouter } from 'next/navigation'
import { memo } from 'react'
import { cn } from '@/components/ui/cn'
import { boxShape } from '@/lib/design/diagram-box'
import type { Box } from '@/lib/dictionary/diagram'
import { farName } from './far-name'
import type { BoxLook } from './looks'

const outlines: Readonly<Record<BoxLook, string>> = {
  plain: 'stroke-border-strong',
  active: 'stroke-accent stroke-2',
  related: 'stroke-accent',
  found: 'stroke-accent stroke-2',
  dimmed: 'stroke-border',
}

interface DiagramBoxProps {
  box: Box
  look: BoxLook
  /** Seen from afar: the name alone, as large as it fits. */
  isFar: boolean
  /** Large enough and whole in sight: a press opens it. Any other comes closer first. */
  isAtHand: boolean
  /** Null: nothing is pointed at any more. */
  onPoint: (id: string | null) => void
  onFocus: (id: string) => void
}

/** A table: its name, its key and what names other tables. It is a link to the table's page, and its texts are its name. */
export const DiagramBox = memo(function DiagramBox({ box, look, isFar, isAtHand, onPoint, onFocus }: DiagramBoxProps) {
  const router = useRouter()
  const { id, width, height, x, y } = box
  const href = `/dictionary/${id}`
  return (
    <g transform={`translate(${x} ${y})`}>
      <a
        {...(isAtHand ? { href } : { tabIndex: -1 })}
        data-box={id}
        draggable={false}
        className={cn('group cursor-pointer outline-none', look === 'dimmed' && 'opacity-50')}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
          event.preventDefault()
          if (isAtHand) router.push(href)
          else onFocus(id)
        }}
        onDragStart={(event) => event.preventDefault()}
        onPointerEnter={() => onPoint(id)}
        onPointerLeave={() => onPoint(null)}
        // A press is no way of the keyboard: what it does, a click says.
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && onFocus(id)}
        onBlur={() => onPoint(null)}
      >
        <rect
          x={-4}
          y={-4}
          width={width + 8}
          height={height + 8}
          rx={8}
          className="fill-none stroke-none group-focus-visible:stroke-focus group-focus-visible:stroke-2"
        />
        <rect
          width={width}
          height={height}
          rx={5}
          strokeDasharray={box.isForeign ? '4 3' : undefined}
          className={cn(look === 'found' || look === 'active' ? 'fill-accent-soft' : 'fill-surface', outlines[look])}
        />
        {isFar ? <FarText box={box} /> : <Rows box={box} />}
      </a>
    </g>
  )
})

function FarText({ box }: { box: Box }) {
  const { lines, size } = farName(box.name, box)
  const top = (box.height - lines.length * size * 1.15) / 2
  return (
    <text className="fill-text font-semibold" fontSize={size} textAnchor="middle">
      {lines.map((line, index) => (
        <tspan key={index} x={box.width / 2} y={top + size * (0.92 + index * 1.15)}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

function Rows({ box }: { box: Box }) {
  const { head, row, side } = boxShape
  return (
    <g>
      <text x={side} y={head / 2 + 4.5} fontSize={13} className="fill-text font-semibold">
        {`${box.name} `}
      </text>
      {box.rows.length > 0 && <line x1={0} x2={box.width} y1={head - 4} y2={head - 4} className="stroke-border" />}
      {box.rows.map(({ name, isKey, isReference }, index) => {
        const y = head + index * row + row / 2
        return (
          <g key={name}>
            {isKey && <KeyMark x={side + 4} y={y} />}
            <text
              x={side + 16}
              y={y + 4}
              fontSize={11.5}
              className={cn('font-mono', isKey ? 'fill-text' : isReference ? 'fill-muted' : 'fill-subtle')}
            >
              {`${name} `}
            </text>
          </g>
        )
      })}
    </g>
  )
}

function KeyMark({ x, y }: { x: number; y: number }) {
  return (
    <g className="fill-none stroke-accent" strokeWidth={1.4}>
      <circle cx={x - 2} cy={y} r={2.6} />
      <path d={`M${x + 0.6},${y}h5.4v2.4M${x + 3.6},${y}v1.8`} />
    </g>
  )
}
