import { Check, Pause, X } from 'lucide-react'
import { cn } from '@/components/ui/cn'

export interface Step {
  readonly label: string
  readonly state: 'done' | 'held' | 'failed' | 'open'
  /** When it was reached, or what it waits for. */
  readonly note: string
}

const marks = {
  done: { icon: Check, style: 'border-accent bg-accent text-on-accent', said: 'done' },
  held: { icon: Pause, style: 'border-warning bg-warning text-surface', said: 'waits for a decision' },
  failed: { icon: X, style: 'border-negative bg-negative text-surface', said: 'failed' },
  open: { icon: null, style: 'border-border-strong bg-surface', said: 'not reached' },
} as const

/** How far a run came: along the page, down it on phones. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol aria-label="Steps of this run" className="flex flex-col gap-0 tablet:flex-row">
      {steps.map(({ label, state, note }, index) => {
        const { icon: Icon, style, said } = marks[state]
        const last = index === steps.length - 1
        return (
          <li
            key={label}
            className={cn('relative flex gap-3 pb-3 tablet:flex-col tablet:gap-1.5', !last && 'tablet:flex-1')}
          >
            {!last && (
              <span
                aria-hidden
                className={cn(
                  'absolute top-5 bottom-0 left-[9px] w-0.5 tablet:top-[9px] tablet:right-0 tablet:bottom-auto tablet:left-5 tablet:h-0.5 tablet:w-auto',
                  state === 'done' ? 'bg-accent' : 'bg-border-strong',
                )}
              />
            )}
            <span
              className={cn('relative flex size-5 shrink-0 items-center justify-center rounded-full border-2', style)}
            >
              {Icon && <Icon aria-hidden className="size-3" strokeWidth={3} />}
              <span className="sr-only">{said}</span>
            </span>
            <span className={cn('grow tablet:grow-0', state === 'open' ? 'text-muted' : 'font-[550]')}>{label}</span>
            <span className="text-small text-muted tabular max-tablet:leading-5">{note}</span>
          </li>
        )
      })}
    </ol>
  )
}
