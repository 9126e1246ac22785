import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockText, minutesOf, quietUntil } from './quiet-hours'

const night = (zone: string) => ({ from: 22 * 60, until: 7 * 60, zone })
const ends = (quiet: Parameters<typeof quietUntil>[0], now: string) =>
  quietUntil(quiet, new Date(`${now}Z`))
    ?.toISOString()
    .slice(0, 16) ?? null

test('quiet hours over midnight end in the morning, on the clocks of their place', () => {
  assert.equal(ends(night('UTC'), '2026-01-10T21:59'), null)
  assert.equal(ends(night('UTC'), '2026-01-10T22:00'), '2026-01-11T07:00')
  assert.equal(ends(night('UTC'), '2026-01-11T06:59'), '2026-01-11T07:00')
  assert.equal(ends(night('UTC'), '2026-01-11T07:00'), null)
  assert.equal(ends(night('Europe/Berlin'), '2026-01-10T21:30'), '2026-01-11T06:00')
  assert.equal(ends(night('America/New_York'), '2026-01-11T04:00'), '2026-01-11T12:00')
})

test('quiet hours within a day hold within that day only', () => {
  const noon = { from: 12 * 60, until: 13 * 60 + 30, zone: 'UTC' }
  assert.equal(ends(noon, '2026-01-10T11:59'), null)
  assert.equal(ends(noon, '2026-01-10T12:15'), '2026-01-10T13:30')
  assert.equal(ends(noon, '2026-01-10T13:30'), null)
})

test('the night in which the clocks change is an hour shorter or longer, and ends at the same time of day', () => {
  assert.equal(ends(night('Europe/Berlin'), '2026-03-28T22:00'), '2026-03-29T05:00')
  assert.equal(ends(night('Europe/Berlin'), '2026-10-24T21:00'), '2026-10-25T06:00')
  const early = { from: 23 * 60, until: 2 * 60 + 30, zone: 'Europe/Berlin' }
  assert.equal(ends(early, '2026-03-28T23:00'), '2026-03-29T01:30', '02:30 is left out that night: it ends at 03:30')
  assert.equal(ends(early, '2026-10-24T22:30'), '2026-10-25T00:30')
  assert.equal(ends(early, '2026-10-25T01:10'), '2026-10-25T01:30', '02:10 comes again: it ends at 02:30, not tomorrow')
})

test('a time of day reads as it is written', () => {
  for (const clock of ['00:00', '07:05', '23:59']) assert.equal(clockText(minutesOf(clock) ?? -1), clock)
  for (const clock of ['24:00', '7:05', '12:60', '']) assert.equal(minutesOf(clock), null)
})
