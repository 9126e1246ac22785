import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byMonth, firstEvents } from './timeline-months'

const event = (key: string, at: string) => ({ key, at })

test('events of both platforms are one list, newest first, by month', () => {
  const months = byMonth([
    event('a', '2026-10-31T23:59:00Z'),
    event('b', '2026-11-02'),
    event('c', '2026-11-02 08:00:00'),
    event('d', '2026-11-02T09:00:00Z'),
    event('e', '2025-10-03'),
    event('f', '2026-11-02'),
  ])
  assert.deepEqual(
    months.map(({ key, events }) => `${key}: ${events.map((one) => one.key).join('')}`),
    ['2026-11: bfdc', '2026-10: a', '2025-10: e'],
  )
})

test('a long list shows its newest events first and leaves no month empty', () => {
  const months = byMonth([
    event('a', '2026-11-02'),
    event('b', '2026-11-01'),
    event('c', '2026-10-01'),
    event('d', '2026-09-01'),
  ])
  assert.deepEqual(
    firstEvents(months, 3).map(({ key, events }) => [key, events.length]),
    [
      ['2026-11', 2],
      ['2026-10', 1],
    ],
  )
})
