import assert from 'node:assert/strict'

/** The same number but for rounding. Where none is expected there is null, never zero. */
export function near(actual: unknown, expected: number | null | undefined, what: string, tolerance = 1e-9): void {
  if (expected === null || expected === undefined) return assert.equal(actual, null, what)
  assert.ok(
    typeof actual === 'number' && Math.abs(actual - expected) < tolerance,
    `${what}: ${String(actual)} is not ${expected}`,
  )
}
