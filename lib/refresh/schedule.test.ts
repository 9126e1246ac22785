import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastDue, nextDue } from './schedule'

const at = (iso: string) => new Date(`${iso}Z`)
const due = (schedule: string, scheduleHour: number, scheduleMinute: number, now: string) =>
  lastDue({ schedule, scheduleHour, scheduleMinute }, at(now))?.toISOString().slice(0, 16)

test('a daily refresh is due from its UTC time on, and before that since yesterday', () => {
  assert.equal(due('daily', 3, 30, '2026-03-29T03:30'), '2026-03-29T03:30')
  assert.equal(due('daily', 3, 30, '2026-03-29T23:59'), '2026-03-29T03:30')
  assert.equal(due('daily', 3, 30, '2026-03-01T03:29'), '2026-02-28T03:30')
})

test('an hourly refresh is due at its minute', () => {
  assert.equal(due('hourly', 0, 15, '2026-01-01T00:14'), '2025-12-31T23:15')
  assert.equal(due('hourly', 0, 15, '2026-01-01T00:15'), '2026-01-01T00:15')
})

test('a schedule that is off is never due', () => {
  assert.equal(due('off', 3, 0, '2026-01-01T12:00'), undefined)
})

test('the next refresh is one period after the last one that was due', () => {
  const daily = { schedule: 'daily', scheduleHour: 3, scheduleMinute: 0 }
  assert.equal(nextDue(daily, at('2026-01-01T02:00'))?.toISOString(), '2026-01-01T03:00:00.000Z')
  assert.equal(nextDue(daily, at('2026-01-01T03:00'))?.toISOString(), '2026-01-02T03:00:00.000Z')
})
