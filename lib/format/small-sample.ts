/** Below this many behind it a number is shown, but grey: too few to compare. */
export const SMALL_SAMPLE = 10

/** What is hidden is not known to be small. */
export const isSmallSample = (n: number | null): boolean => n !== null && n < SMALL_SAMPLE
