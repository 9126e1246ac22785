import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, daysBetween } from '@/lib/filters/days'
import { segmentsOf } from './segments'

test('whole weeks and four-week blocks with the days around them are the period, each day once', () => {
  const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays('2026-01-01', days))
  fc.assert(
    fc.property(day, day, day, (from, to, last) => {
      fc.pre(from <= to)
      const segments = segmentsOf({ from, to }, ['month', 'week', 'day'], last)
      let next = from
      for (const segment of segments) {
        assert.equal(segment.from, next)
        const days = daysBetween(segment.from, segment.to) + 1
        if (segment.span !== 'day') {
          assert.equal(days % (segment.span === 'week' ? 7 : 28), 0)
          assert.equal(daysBetween('1900-01-01', segment.from) % (segment.span === 'week' ? 7 : 28), 0)
          assert.ok(segment.to <= last)
        }
        next = addDays(segment.to, 1)
      }
      assert.equal(next, addDays(to, 1))
    }),
  )
})

test('90 days are three blocks or fewer, and a few weeks and days beside them', () => {
  assert.deepEqual(segmentsOf({ from: '2026-01-01', to: '2026-03-31' }, ['week', 'day']), [
    { from: '2026-01-01', to: '2026-01-04', span: 'day' },
    { from: '2026-01-05', to: '2026-03-29', span: 'week' },
    { from: '2026-03-30', to: '2026-03-31', span: 'day' },
  ])
})
