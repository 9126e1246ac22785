/**
 * What somebody wrote and did not keep, so that a reload does not lose it: in this tab alone, never on the server, and gone
 * when they sign out, in whatever tab.
 */

export interface Draft {
  /** Null: nothing but what the page begins with. */
  read(): string | null
  write(text: string): void
  forget(): void
}

const PREFIX = 'skillscope sql '
const SIGNED_OUT = 'skillscope signed out'

/** `query` is the one that is open; null: a new statement. */
export function draftOf(person: string, query: string | null): Draft {
  const key = `${PREFIX}${person} ${query ?? ''}`
  return {
    read: () => inStorage((storage) => storage.getItem(key)),
    write: (text) => void inStorage((storage) => storage.setItem(key, text)),
    forget: () => void inStorage((storage) => storage.removeItem(key)),
  }
}

/** Of everybody who wrote in this tab; the other tabs are told. */
export function forgetDrafts(): void {
  forgetOwn()
  const channel = new BroadcastChannel(SIGNED_OUT)
  channel.postMessage(null)
  channel.close()
}

/** Returns what ends it. */
export function forgetWithOthers(): () => void {
  const channel = new BroadcastChannel(SIGNED_OUT)
  channel.addEventListener('message', forgetOwn)
  return () => channel.close()
}

function forgetOwn(): void {
  inStorage((storage) => {
    for (const key of Object.keys(storage).filter((name) => name.startsWith(PREFIX))) storage.removeItem(key)
  })
}

/** A browser that keeps nothing, or no more, loses drafts by a reload, and nothing else. */
function inStorage<T>(work: (storage: Storage) => T): T | null {
  try {
    return work(sessionStorage)
  } catch {
    return null
  }
}
