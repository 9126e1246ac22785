/** One step of a time axis, as a page hands it to a chart. */
export interface ChartBucket {
  /** ISO day of its first day, its name in exports. */
  readonly start: string
  /** On the axis: "24 Aug". */
  readonly label: string
  /** ISO day of its last day. */
  readonly end: string
  readonly unfinished: boolean
  /** Where a click or Enter leads. */
  readonly href?: string | undefined
}
