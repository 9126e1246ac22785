/** What was entered cannot be used; the message belongs to a field of the form. */
export class DeliveryRefused extends Error {
  override name = 'DeliveryRefused'

  constructor(
    readonly field: 'name' | 'view' | 'cron' | 'zone' | 'recipients' | 'metric' | 'search' | 'threshold' | 'quiet',
    message: string,
  ) {
    super(message)
  }
}
