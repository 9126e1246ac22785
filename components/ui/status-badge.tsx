import { Check, CircleDashed, Clock, Loader, Minus, Pause, X, type LucideIcon } from 'lucide-react'
import { cn } from './cn'

type Tone = 'positive' | 'negative' | 'warning' | 'info' | 'neutral'

const tones: Record<Tone, string> = {
  positive: 'bg-positive-soft text-positive',
  negative: 'bg-negative-soft text-negative',
  warning: 'bg-warning-soft text-warning',
  info: 'bg-info-soft text-info',
  neutral: 'bg-sunken text-muted',
}

const icons = {
  check: Check,
  cross: X,
  minus: Minus,
  pause: Pause,
  working: Loader,
  waiting: Clock,
  none: CircleDashed,
} satisfies Record<string, LucideIcon>

/** A state in a word, a colour and a shape, so that the colour is never alone. */
export function StatusBadge({ tone, icon, children }: { tone: Tone; icon: keyof typeof icons; children: string }) {
  const Icon = icons[icon]
  return (
    <span
      className={cn(
        'inline-flex h-6 items-center gap-1 rounded-control px-2 text-small font-[550] whitespace-nowrap',
        tones[tone],
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {children}
    </span>
  )
}
