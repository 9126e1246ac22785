'use client'

import type { KeyboardEvent } from 'react'
import { cn } from '@/components/ui/cn'
import { NARROWEST, WIDEST } from '@/lib/explorer/view-limits'
import type { WidthChange } from './column-actions'

interface ResizeHandleProps {
  column: string
  width: number
  resizing: boolean
  onStart: (event: unknown) => void
  onResize: (change: WidthChange) => void
}

const changes: Readonly<Record<string, WidthChange>> = { ArrowRight: 'wider', ArrowLeft: 'narrower', Enter: 'usual' }

/** The edge of a column, to drag or to push with the arrow keys; Enter or a double click make it as wide as usual. */
export function ResizeHandle({ column, width, resizing, onStart, onResize }: ResizeHandleProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const change = changes[event.key]
    if (!change || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onResize(change)
  }
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${column}`}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuetext={`${width} pixels`}
      tabIndex={0}
      onMouseDown={onStart}
      onTouchStart={onStart}
      onDoubleClick={() => onResize('usual')}
      onKeyDown={onKeyDown}
      className={cn(
        'absolute inset-y-0 right-0 z-1 w-2.5 cursor-col-resize touch-none border-r-2 border-transparent hover:border-accent focus-visible:outline-offset-[-2px]',
        resizing && 'border-accent',
      )}
    />
  )
}
