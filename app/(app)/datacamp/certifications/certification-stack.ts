/** Certifications are no technologies, so they own no slot: a stack of them stands on the ramp, the largest first. */
import type { BarSeries } from '@/components/charts/stacked-bars'
import type { MarkColour } from '@/components/charts/colours'

/** As far from each other as their number allows. */
const ramps: readonly (readonly MarkColour[])[] = [
  [],
  ['step-6'],
  ['step-6', 'step-3'],
  ['step-6', 'step-3', 'step-1'],
  ['step-6', 'step-4', 'step-3', 'step-1'],
  ['step-6', 'step-5', 'step-3', 'step-2', 'step-1'],
]
const shades: readonly MarkColour[] = ['step-6', 'step-5', 'step-4', 'step-3', 'step-2', 'step-1']

export function stackOfCertifications(lines: readonly Omit<BarSeries, 'color'>[]): BarSeries[] {
  const sum = ({ values }: Omit<BarSeries, 'color'>) => values.reduce<number>((total, value) => total + (value ?? 0), 0)
  const sorted = lines
    .filter((line) => sum(line) > 0 || line.values.includes(null))
    .toSorted((one, other) => sum(other) - sum(one))
  const ramp = ramps[sorted.length] ?? shades
  const own = sorted.slice(0, shades.length).map((line, index) => ({ ...line, color: ramp[index] ?? 'other' }))
  const others = sorted.slice(shades.length)
  if (others.length === 0) return own
  const values = (others[0]?.values ?? []).map((_, index) =>
    others.some(({ values }) => values[index] === null)
      ? null
      : others.reduce((total, { values }) => total + (values[index] ?? 0), 0),
  )
  return [...own, { key: 'other', label: `Other (${others.length})`, color: 'other', values }]
}
