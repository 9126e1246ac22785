/** The five states, in the order in which they are stacked, with the words and colours of every chart. */
import type { BarState } from '@/components/charts/bars'
import type { MatrixState } from '@/components/charts/matrix'

export const stateNames = {
  on_time: 'On time',
  late: 'Late',
  overdue: 'Overdue',
  not_yet_due: 'Not yet due',
  no_due_date: 'No due date',
} as const
export type StateName = keyof typeof stateNames

export const barStates = [
  { key: 'on_time', label: stateNames.on_time, color: 'positive' },
  { key: 'late', label: stateNames.late, color: 'warning' },
  { key: 'overdue', label: stateNames.overdue, color: 'negative' },
  { key: 'not_yet_due', label: stateNames.not_yet_due, color: 'info', hatched: true },
  { key: 'no_due_date', label: stateNames.no_due_date, color: 'unset' },
] as const satisfies readonly BarState[]

/** Weakest first, as matrices order them. */
export const matrixStates = [
  { key: 'overdue', label: stateNames.overdue, mark: '!', color: 'negative' },
  { key: 'late', label: stateNames.late, mark: '◐', color: 'warning' },
  { key: 'no_due_date', label: 'Open, no due date', mark: '–', color: 'unset' },
  { key: 'not_yet_due', label: stateNames.not_yet_due, mark: '○', color: 'info' },
  { key: 'on_time', label: stateNames.on_time, mark: '✓', color: 'positive' },
] as const satisfies readonly MatrixState[]

export type Counts = Readonly<Record<`assignments_${StateName}`, number | null>>

export function countsOf(row: Counts): (number | null)[] {
  return barStates.map(({ key }) => row[`assignments_${key}`])
}

/** Of a row with hidden states: there is no other to draw. */
export function isNothingSeen(row: Counts): boolean {
  return countsOf(row).every((count) => count === null || count === 0)
}

export function inStates(value: unknown): string {
  return Object.hasOwn(stateNames, String(value)) ? stateNames[value as StateName] : String(value)
}
