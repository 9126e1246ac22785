import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatClocks, formatHoursIn } from './event-hours'

test('hours are told by the clocks of the zone in which an event was announced, summer time among them', () => {
  assert.equal(
    formatHoursIn('2026-07-01T08:00:00Z', '2026-07-01T11:00:00Z', 'Europe/Berlin'),
    '10:00–13:00 Europe/Berlin',
  )
  assert.equal(formatHoursIn('2026-01-14T08:00:00Z', null, 'Europe/Berlin'), '09:00 Europe/Berlin')
})

test('the day is said where it is another one than in UTC', () => {
  assert.equal(
    formatHoursIn('2026-04-20T22:00:00Z', '2026-04-21T01:00:00Z', 'Asia/Singapore'),
    '21 Apr, 06:00–09:00 Asia/Singapore',
  )
})

test('a zone that nobody knows has no clocks', () => {
  assert.equal(formatHoursIn('2026-04-20T22:00:00Z', null, 'Mars/Base'), null)
  assert.equal(formatHoursIn('2026-04-20T22:00:00Z', null, null), null)
})

test('in UTC the clocks are those of the source', () => {
  assert.equal(formatClocks('2026-04-20T22:00:00Z', '2026-04-21T01:00:00Z'), '22:00–01:00')
  assert.equal(formatClocks('2026-04-20T22:00:00Z', null), '22:00')
})
