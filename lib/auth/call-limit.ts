/**
 * How many calls of the API one account or token may make in a minute. Each web process counts for itself: a count in the
 * database would cost more than most answers, and what is guarded is this process.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RateLimited } from './rate-limit'

export const MOST_CALLS = 1_200
const MINUTE = 60

export function callLimiter(points = MOST_CALLS): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: MINUTE })
}

const shared = callLimiter()

/** Counts one call; RateLimited becomes a 429 that says when to come back. */
export async function countCall(
  actor: { readonly kind: string; readonly id: string },
  limiter = shared,
): Promise<void> {
  try {
    await limiter.consume(`${actor.kind}:${actor.id}`)
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new RateLimited(error.msBeforeNext / 1_000)
    throw error
  }
}
