/** A deadline for everything that a fault may make hang. */
import { setTimeout as sleep } from 'node:timers/promises'

export async function within<T>(milliseconds: number, what: string, work: Promise<T>): Promise<T> {
  const done = new AbortController()
  try {
    return await Promise.race([
      work,
      sleep(milliseconds, undefined, { signal: done.signal }).then((): never => {
        throw new Error(`After ${milliseconds / 1_000} seconds there was still no end: ${what}.`)
      }),
    ])
  } finally {
    done.abort()
  }
}
