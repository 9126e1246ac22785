/** How much may be made in the background, and how long it is kept. */
export const limits = {
  /** Queued or running at once, of one person. */
  running: 3,
  /** Files of one person that wait to be fetched. */
  kept: 20,
  /** Of one file. */
  bytes: 2_000_000_000,
  /** Of one person's files together. */
  keptBytes: 4_000_000_000,
  hours: 24,
  /** Of what was not made by then, however often it was begun. */
  hoursToMake: 3,
  /** The line that says what somebody made stays longer than the file. */
  daysListed: 30,
} as const

/** Bytes of one piece. */
export const PIECE = 1_048_576
