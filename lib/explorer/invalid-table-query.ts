/** A parameter that cannot be understood: malformed is an error, never silently something else. */
export class InvalidTableQuery extends Error {
  constructor(
    /** The parameter of the address that is wrong: columns, filter, sort, limit, cursor or count. */
    readonly param: string,
    message: string,
    /** What would have been understood in its place, where that is a list. */
    readonly valid: readonly string[] = [],
  ) {
    super(valid.length > 0 ? `${message} It may be one of: ${valid.join(', ')}.` : message)
    this.name = 'InvalidTableQuery'
  }
}
