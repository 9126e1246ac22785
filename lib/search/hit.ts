/** What the search finds, as the dialog lists it. */
export interface Hit {
  readonly text: string
  /** What it is, or where it stands. */
  readonly detail: string
  readonly href: string
}

export interface HitGroup {
  readonly title: string
  readonly hits: readonly Hit[]
}

/** Of one group; who wants more says more. */
export const MOST_HITS = 6
