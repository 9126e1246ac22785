/** Parameters of analyses that are whole numbers. */
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import type { AnalysisQuery } from './analysis'

export function wholeNumber(
  { parameters }: AnalysisQuery,
  name: string,
  { absent, least, most }: { readonly absent: number; readonly least: number; readonly most: number },
): number {
  const text = parameters?.[name]
  if (text === undefined || text === '') return absent
  const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (number >= least && number <= most) return number
  throw new InvalidFilter(name, `${name}: "${text}" is no whole number from ${least} to ${most}.`)
}
