/** Where a request comes from: the last hop a proxy of ours wrote; anything before it a client may have invented. */
export function networkAddress(forwardedFor: unknown): string {
  return typeof forwardedFor === 'string' ? (forwardedFor.split(',').at(-1)?.trim() ?? 'direct') : 'direct'
}
