import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemOf } from './problem'

const fromPrisma = (code: string, originalCode: string) =>
  Object.assign(new Error('Database error'), { code, meta: { driverAdapterError: { cause: { originalCode } } } })

test('X-03, X-09: a database that is away, starting or crowded is a 503 with Retry-After, whichever driver says so', () => {
  const errors = [
    ...['57P01', '57P02', '57P03', '53300', '08006', 'ECONNREFUSED', 'P1001', 'P1017', 'P2037'].map((code) =>
      Object.assign(new Error('away'), { code }),
    ),
    fromPrisma('P2039', '57P03'),
    fromPrisma('P2010', '57P01'),
  ]
  for (const error of errors) {
    const response = problemOf(error, 'id')
    assert.equal(response.status, 503, JSON.stringify(error))
    assert.ok(Number(response.headers.get('retry-after')) > 0)
  }
  assert.equal(problemOf(fromPrisma('P2039', 'XX000'), 'id').status, 500)
})
