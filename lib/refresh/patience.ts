/**
 * Limits for work that may hang because our own database neither answers nor refuses. Work that is given up may still come to
 * an end later; the fence (publish.ts) sees to it that nothing comes of it.
 */
import { setTimeout as sleep } from 'node:timers/promises'

/** How long an aborted run may take to notice. */
const END_WITHIN_MS = 10_000
/** How long each step of the tidying up after it. */
const TIDY_WITHIN_MS = 5_000

export class NoAnswer extends Error {
  override name = 'NoAnswer'
}

/** Ends with the abort's own reason, soon after the abort at the latest. */
export async function unlessAbandoned<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const done = new AbortController()
  const abandoned = new Promise<never>((_, reject) => {
    const onAbort = () => {
      void sleep(END_WITHIN_MS, undefined, { signal: done.signal }).then(
        () => reject(signal.reason as Error),
        () => undefined,
      )
    }
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true, signal: done.signal })
  })
  try {
    return await Promise.race([work, abandoned])
  } finally {
    done.abort()
  }
}

export async function soon<T>(work: Promise<T>): Promise<T> {
  const done = new AbortController()
  try {
    return await Promise.race([
      work,
      sleep(TIDY_WITHIN_MS, undefined, { signal: done.signal }).then((): never => {
        throw new NoAnswer('The database of Skillscope does not answer.')
      }),
    ])
  } finally {
    done.abort()
  }
}
