/** Why a message is left out. It is shown in the history, and trying again would not help. */
export class NothingToSend extends Error {
  override name = 'NothingToSend'
}
