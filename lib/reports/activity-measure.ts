/** Which number the chart of this page draws; it stands in the address. */
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne } from '@/lib/filters/url'

export const measureParam = 'measure'

export const measures = ['learning_hours', 'xp'] as const
export type Measure = (typeof measures)[number]

export function readMeasure(search: URLSearchParams): Measure {
  const text = readOne(search, measureParam)
  if (text === null) return 'learning_hours'
  const found = measures.find((value) => value === text)
  if (found !== undefined) return found
  throw new InvalidFilter(measureParam, `measure: "${text}" is not known. Use one of: ${measures.join(', ')}.`)
}
