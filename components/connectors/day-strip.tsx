import { cn } from '@/components/ui/cn'
import { formatDay } from '@/lib/format/dates'
import type { Day, DayResult } from '@/lib/refresh/status-days'

/** Height besides the colour, so that trouble stands out without it. */
const marks: Readonly<Record<DayResult, { style: string; word: string }>> = {
  published: { style: 'h-4 bg-accent', word: 'published' },
  unchanged: { style: 'h-4 border border-accent bg-accent-soft', word: 'no change' },
  held: { style: 'h-5 bg-warning', word: 'held' },
  failed: { style: 'h-5 bg-negative', word: 'failed' },
  none: { style: 'h-4 border border-border-strong bg-sunken', word: 'no refresh' },
}

/** One square a day; read out as what happened how often, and when it did not end well. */
export function DayStrip({ days }: { days: readonly Day[] }) {
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="flex justify-between text-small text-muted">
        <span>{days.length} days</span>
        <span>today</span>
      </figcaption>
      <div role="img" aria-label={inWords(days)} className="flex items-end gap-px">
        {days.map(({ day, result }) => (
          <span
            key={day}
            title={`${formatDay(day)}: ${marks[result].word}`}
            className={cn('min-w-0 grow rounded-[2px]', marks[result].style)}
          />
        ))}
      </div>
    </figure>
  )
}

function inWords(days: readonly Day[]): string {
  const told = (Object.keys(marks) as DayResult[]).flatMap((result) => {
    const found = days.filter((day) => day.result === result)
    if (found.length === 0) return []
    const when =
      result === 'held' || result === 'failed' ? ` (${found.map(({ day }) => formatDay(day)).join(', ')})` : ''
    return [`${found.length} ${marks[result].word}${when}`]
  })
  return `The last ${days.length} days: ${told.join(', ')}.`
}
