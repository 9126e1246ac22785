/** Where a drawn colour comes from: a technology's slot, a neutral ink, a verdict, or a step of the ramp of amounts. */
import type { SeriesColour } from '@/lib/design/palette'

type Verdict = 'positive' | 'negative' | 'warning' | 'info'
type Step = `step-${0 | 1 | 2 | 3 | 4 | 5 | 6}`

export type MarkColour = SeriesColour | 'ink' | 'accent' | 'text' | 'empty' | Verdict | Step

export function cssColour(colour: MarkColour): string {
  switch (colour) {
    case 'accent':
      return 'var(--accent-line)'
    case 'text':
    case 'positive':
    case 'negative':
    case 'warning':
    case 'info':
      return `var(--${colour})`
    default:
      return colour.startsWith('step-') ? `var(--sequential-${colour.slice(5)})` : `var(--chart-${colour})`
  }
}

/** For a letter or number that stands on the colour. */
export function onColour(colour: MarkColour): string {
  switch (colour) {
    case 'empty':
    case 'unset':
      return 'var(--text)'
    case 'other':
      return 'var(--on-sequential-3)'
    default:
      return colour.startsWith('step-') ? `var(--on-sequential-${colour.slice(5)})` : 'var(--surface)'
  }
}

/** Amounts on the ramp: zero has a fill of its own, everything else a step of equal width. */
export function stepOf(value: number, top: number): MarkColour {
  if (value <= 0 || top <= 0) return 'empty'
  return `step-${Math.min(6, Math.floor((value / top) * 7)) as 0 | 1 | 2 | 3 | 4 | 5 | 6}`
}
