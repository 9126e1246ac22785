import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatZoned } from './zoned'

test('a moment is told by the clocks of its place and by UTC', () => {
  assert.equal(formatZoned('2026-11-23T02:00:00Z', 'Europe/Berlin'), '23 Nov 2026, 03:00 Europe/Berlin (02:00 UTC)')
  assert.equal(formatZoned('2026-11-23T02:00:00Z', 'UTC'), '23 Nov 2026, 02:00 UTC')
})

test('where it is another day already, both days are named', () => {
  assert.equal(
    formatZoned('2026-11-23T02:00:00Z', 'America/New_York'),
    '22 Nov 2026, 21:00 America/New_York (23 Nov 2026, 02:00 UTC)',
  )
  assert.equal(
    formatZoned('2026-11-22T23:30:00Z', 'Asia/Kolkata'),
    '23 Nov 2026, 05:00 Asia/Kolkata (22 Nov 2026, 23:30 UTC)',
  )
})
