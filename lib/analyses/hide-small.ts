/** For readers of aggregates: shares that tell of too few people, or of all but too few, are empty. */
import type { AnalysisRow } from './analysis'

/** Whether `people` of `all` are a small cell, or what is left of them is. */
export function isSmall(people: number, all: number, minimum: number): boolean {
  const between = (count: number) => count > 0 && count < minimum
  return between(people) || between(all - people)
}

/** The row with these values emptied, and whether any were. */
export function hideSmall<R extends AnalysisRow>(row: R, hidden: readonly (keyof R & string)[]): AnalysisRow {
  const kept = Object.entries(row).map(([name, value]) => [name, hidden.includes(name) ? null : value] as const)
  return { ...Object.fromEntries(kept), suppressed: hidden.length > 0 }
}
