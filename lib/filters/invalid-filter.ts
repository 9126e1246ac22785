/** A malformed filter in an address: names the parameter and says what it expects; never a silent default. */
export class InvalidFilter extends Error {
  readonly param: string

  constructor(param: string, message: string) {
    super(message)
    this.name = 'InvalidFilter'
    this.param = param
  }
}
