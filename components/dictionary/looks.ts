/** How boxes and lines stand out: what is pointed at and what belongs to it, else what was searched for. */
import type { Diagram, Line } from '@/lib/dictionary/diagram'

export type BoxLook = 'plain' | 'active' | 'related' | 'found' | 'dimmed'
export type LineLook = 'plain' | 'active' | 'dimmed'

export interface Looks {
  readonly box: (id: string) => BoxLook
  readonly line: (line: Line) => LineLook
}

export function looksOf({ lines }: Diagram, active: string | null, found: ReadonlySet<string>): Looks {
  const related = new Set(lines.flatMap(({ from, to }) => (from === active ? [to] : to === active ? [from] : [])))
  return {
    box: (id) => {
      if (id === active) return 'active'
      if (related.has(id)) return 'related'
      if (found.size === 0) return 'plain'
      return found.has(id) ? 'found' : 'dimmed'
    },
    line: ({ from, to }) => {
      if (from === active || to === active) return 'active'
      const isLost = found.size > 0 && !found.has(from) && !found.has(to)
      return active !== null || isLost ? 'dimmed' : 'plain'
    },
  }
}
