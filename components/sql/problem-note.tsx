'use client'

import { CircleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { SqlRefusal } from '@/lib/sql/answer'

/** Why a statement gave nothing, and where in it. */
export function ProblemNote({
  refusal: { title, position, hint },
  text,
  onGoTo,
}: {
  refusal: SqlRefusal
  text: string
  onGoTo: (position: number) => void
}) {
  return (
    <div
      role="alert"
      className="mt-3 flex flex-wrap items-start gap-x-3 gap-y-1 rounded-control border border-negative bg-negative-soft px-3 py-2"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-negative" />
      <p className="min-w-0 flex-[1_1_16rem] break-words">
        {title}
        {hint && <span className="block text-small text-muted">{hint}</span>}
      </p>
      {position !== null && (
        <Button size="small" onClick={() => onGoTo(position)}>
          {placeOf(text, position)}
        </Button>
      )}
    </div>
  )
}

/** "Line 2, character 7" */
function placeOf(text: string, position: number): string {
  const lines = text.slice(0, position).split('\n')
  return `Line ${lines.length}, character ${(lines.at(-1) ?? '').length + 1}`
}
