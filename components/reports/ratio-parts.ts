/** The parts of a rate, which answers carry beside it. */
export interface Parts {
  readonly numerator: number | null
  readonly denominator: number | null
}

/** Null: the number is no rate. */
export function partsOf(cells: object, name: string): Parts | null {
  const values = cells as Readonly<Record<string, number | null | undefined>>
  const [numerator, denominator] = [values[`${name}_numerator`], values[`${name}_denominator`]]
  return numerator === undefined || denominator === undefined ? null : { numerator, denominator }
}
