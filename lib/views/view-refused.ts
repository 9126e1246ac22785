/** A view that cannot be kept or changed like that; the message is for the person who asked for it. */
export class ViewRefused extends Error {
  override name = 'ViewRefused'

  constructor(
    message: string,
    /** The field of a form that is at fault. */
    readonly field: 'form' | 'name' | 'sharing' | 'role' | 'team' = 'form',
  ) {
    super(message)
  }
}

export const gone = () => new ViewRefused('This view was removed meanwhile, or is no longer shared with you.')
