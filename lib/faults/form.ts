/** How much of the suite is run: the same scenarios in both forms, with other numbers. */

export interface Form {
  readonly name: 'short' | 'long'
  /** Everything random follows from it, but for the moments at which processes die. */
  readonly seed: number
}

/** The first number for the short form, the second for the long one. */
export function count({ name }: Form, short: number, long: number): number {
  return name === 'short' ? short : long
}
