/** Where a drawn colour comes from: a technology's slot, or one of the neutral inks. */
import type { SeriesColour } from '@/lib/design/palette'

export type MarkColour = SeriesColour | 'ink' | 'accent' | 'text'

export function cssColour(colour: MarkColour): string {
  switch (colour) {
    case 'accent':
      return 'var(--accent-line)'
    case 'text':
      return 'var(--text)'
    default:
      return `var(--chart-${colour})`
  }
}
