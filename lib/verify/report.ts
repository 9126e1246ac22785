/** What a verification found. Samples are keys and ids, never the contents of a row. */
import type { ConnectorId } from '@/lib/catalogue/types'

export interface Difference {
  /** Table, run or rule that does not agree. */
  readonly subject: string
  /** One sentence: what is here, what should be. */
  readonly message: string
  readonly rows: number
  readonly samples: readonly string[]
  /** The source changed after the data of the last refresh: the next one brings it. */
  readonly movedOn: boolean
}

export interface Part {
  readonly name: string
  readonly connectorId: ConnectorId | null
  /** How many tables or rules were looked at. */
  readonly checked: number
  readonly differences: readonly Difference[]
  /** Why it was left out, when it was. */
  readonly leftOut: string | null
  /** It was left out although it was asked for: a source does not answer, or a refresh is under way. */
  readonly failed: boolean
  /** Told beside the differences: tables that the source does not deliver. */
  readonly notes: readonly string[]
}

export interface Report {
  /** Nothing differs in what was looked at. */
  readonly equal: boolean
  /** Everything that was asked for was looked at. */
  readonly complete: boolean
  readonly parts: readonly Part[]
}

export const SAMPLES = 5

export function difference(given: Partial<Difference> & Pick<Difference, 'subject' | 'message'>): Difference {
  return { rows: 1, samples: [], movedOn: false, ...given }
}

export function part(given: Partial<Part> & Pick<Part, 'name'>): Part {
  return { connectorId: null, checked: 0, differences: [], leftOut: null, failed: false, notes: [], ...given }
}

export const count = (number: number, one: string, many = `${one}s`) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`
