/** A value of an answer as the number that it is; null: hidden from this reader, or undefined. */
export const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
