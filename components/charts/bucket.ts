/** One step of a time axis, as a page hands it to a chart. */
export interface ChartBucket {
  /** ISO day of its first day, its name in exports. */
  readonly start: string
  /** On the axis: "24 Aug". */
  readonly label: string
  /** In the tooltip, instead of its days: "No due date". */
  readonly name?: string | undefined
  /** ISO day of its last day. */
  readonly end: string
  readonly unfinished: boolean
  /** Where a click or Enter leads. */
  readonly href?: string | undefined
}
