/** Days before and after the moments that the sources speak of: the period of pages about what lies ahead, whatever an address says. */
import { addDays, dayOf, earlier, later } from './days'
import type { Period } from './filters'

export interface Around {
  /** Whole days, counted from the moment of a source. */
  readonly before: number
  readonly after: number
}

/** Wide enough for each source's own moment; before anything was loaded around the clock's day. */
export function periodAround(asOf: Readonly<Record<string, string | null>>, { before, after }: Around): Period {
  const loaded = Object.values(asOf).flatMap((moment) => (moment === null ? [] : [moment.slice(0, 10)]))
  const days = loaded.length > 0 ? loaded : [dayOf(new Date())]
  return { from: addDays(days.reduce(earlier), -before), to: addDays(days.reduce(later), after) }
}
