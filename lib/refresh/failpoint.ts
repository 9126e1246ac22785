/** Named points of a refresh at which a test can stop, delay or kill the process; nothing happens unless a test arms one. */

/** In the order in which a refresh comes by. The fault suite kills a worker at every one of them. */
export const failpoints = [
  'after-claim',
  'after-pin',
  'mid-table',
  'after-table',
  'after-stage',
  'after-validate',
  'before-publish',
  'mid-publish',
  'before-commit',
  'after-commit',
  'after-cleanup',
] as const

/** Only a run that the guards hold comes by these. */
export const holdPoints = ['before-hold', 'after-hold'] as const

/** Only a run that compares keys with the source comes by these. */
export const reconcilePoints = ['mid-keys', 'after-keys'] as const

export type Failpoint = (typeof failpoints | typeof holdPoints | typeof reconcilePoints)[number]

const armed = new Map<Failpoint, () => void | Promise<void>>()

export async function failpoint(name: Failpoint): Promise<void> {
  await armed.get(name)?.()
}

/** For tests; returns a function that disarms. */
export function arm(name: Failpoint, action: () => void | Promise<void>): () => void {
  armed.set(name, action)
  return () => armed.delete(name)
}
