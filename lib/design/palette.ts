/** Which colour a technology has, on every page, chart and filter; nothing is re-assigned when ranks change. */

export const slots = ['blue', 'orange', 'green', 'ochre', 'violet', 'rose', 'brown', 'sky'] as const
export type Slot = (typeof slots)[number]

/** Other: technologies without a slot, drawn together. Unset: rows without technology, hatched. */
export type SeriesColour = Slot | 'other' | 'unset'

/** Technologies that own a slot before an organisation's data is known. */
export const preset: Readonly<Record<string, Slot>> = {
  Python: 'blue',
  SQL: 'orange',
  Excel: 'green',
  'Power BI': 'ochre',
  R: 'violet',
  Tableau: 'rose',
  Git: 'brown',
  Theory: 'sky',
}

export type Assignment = Readonly<Record<string, Slot>>

/**
 * Presets that the organisation uses keep their slot; free slots go to its other technologies, most hours first.
 * Ties go by name, so that the same data always gives the same colours.
 */
export function assignSlots(technologies: readonly { readonly name: string; readonly hours: number }[]): Assignment {
  const names = technologies.map(({ name }) => name)
  const kept = Object.entries(preset).filter(([name]) => names.includes(name))
  const taken = new Set(kept.map(([, slot]) => slot))
  const free = slots.filter((slot) => !taken.has(slot))
  const waiting = technologies
    .filter(({ name, hours }) => !Object.hasOwn(preset, name) && name !== unset && hours > 0)
    .toSorted((one, other) => other.hours - one.hours || (one.name < other.name ? -1 : 1))
  return Object.fromEntries([
    ...kept,
    ...free.flatMap((slot, index) => (waiting[index] ? [[waiting[index].name, slot] as const] : [])),
  ])
}

/** The name under which the metrics count rows without technology. */
const unset = 'Not set'

export function colourOf(technology: string | null, assignment: Assignment = preset): SeriesColour {
  if (technology === null || technology === unset) return 'unset'
  return Object.hasOwn(assignment, technology) ? (assignment[technology] ?? 'other') : 'other'
}

export interface StackSeries {
  readonly key: string
  readonly label: string
  readonly color: SeriesColour
  readonly values: readonly (number | null)[]
}

/** Lines of a stack: slots by size, then all without a slot as "Other (7)", then Not set on top. */
export function stackByTechnology(
  lines: readonly { readonly key: string; readonly values: readonly (number | null)[] }[],
  assignment: Assignment = preset,
): StackSeries[] {
  const coloured = lines
    .map(({ key, values }): StackSeries => ({ key, label: key, color: colourOf(key, assignment), values }))
    .toSorted((one, other) => sum(other.values) - sum(one.values) || (one.key < other.key ? -1 : 1))
  const others = coloured.filter(({ color }) => color === 'other')
  const other =
    others.length === 0
      ? []
      : [{ key: 'other', label: `Other (${others.length})`, color: 'other' as const, values: added(others) }]
  return [
    ...coloured.filter(({ color }) => color !== 'other' && color !== 'unset'),
    ...other,
    ...coloured.filter(({ color }) => color === 'unset'),
  ]
}

/** Bucket by bucket; a bucket that one of them may not show is not shown for all. */
function added(series: readonly StackSeries[]): (number | null)[] {
  const [first] = series
  return (first?.values ?? []).map((_, index) => {
    const values = series.map(({ values }) => values[index] ?? null)
    return values.includes(null) ? null : sum(values)
  })
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0)
}
