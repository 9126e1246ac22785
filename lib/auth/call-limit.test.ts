import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callLimiter, countCall } from './call-limit'
import { RateLimited } from './rate-limit'

test('calls beyond the limit are refused until the minute is over, each account by itself', async () => {
  const limiter = callLimiter(2)
  const [busy, other] = [
    { kind: 'token', id: 'a' },
    { kind: 'user', id: 'a' },
  ]
  await countCall(busy, limiter)
  await countCall(busy, limiter)
  await assert.rejects(
    countCall(busy, limiter),
    (error) => error instanceof RateLimited && error.retryAfterSeconds > 0 && error.retryAfterSeconds <= 60,
  )
  await countCall(other, limiter)
})
