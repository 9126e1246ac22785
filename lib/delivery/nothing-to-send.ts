/** Why a message is left out. It is shown in the history, and trying again would not help. */
export class NothingToSend extends Error {
  override name = 'NothingToSend'
}

/** The view shows something else than its owner meant, who is told by mail, because only its owner can mend it. */
export class BrokenView extends NothingToSend {
  override name = 'BrokenView'
}
