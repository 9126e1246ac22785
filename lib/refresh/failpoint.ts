/** Named points of a refresh at which a test can stop, delay or kill the process; nothing happens unless a test arms one. */

export type Failpoint =
  | 'after-claim'
  | 'after-pin'
  | 'mid-table'
  | 'after-table'
  | 'after-stage'
  | 'after-validate'
  | 'before-publish'
  | 'mid-publish'
  | 'before-commit'
  | 'after-commit'
  | 'after-cleanup'

const armed = new Map<Failpoint, () => void | Promise<void>>()

export async function failpoint(name: Failpoint): Promise<void> {
  await armed.get(name)?.()
}

/** For tests; returns a function that disarms. */
export function arm(name: Failpoint, action: () => void | Promise<void>): () => void {
  armed.set(name, action)
  return () => armed.delete(name)
}
