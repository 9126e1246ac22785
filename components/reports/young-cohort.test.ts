import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultFilters } from '@/lib/filters/filters'
import { daysBetween } from '@/lib/filters/days'
import { newestOldEnough, youngCohort } from './young-cohort'

const rate = { cohort: 'start', readFrom: ['datacamp.course_fact.started_at'] }
const asOf = { datacamp: '2026-03-31T03:12:00.000Z', skilljar: null }
const filters = { ...defaultFilters('2026-03-30'), windowDays: 90 }

test('a rate of starts that are all too young says so, and leads to the newest that are not', () => {
  const missing = youngCohort(rate, 0, filters, asOf)
  assert.equal(missing?.why, 'No start of this period is 90 days old yet.')
  assert.equal(missing?.instead?.label, 'Show the newest 90 days that are old enough')
  assert.match(missing?.instead?.href ?? '', /^\?from=2025-10-02&to=2025-12-30&.*window_days=90/)
  assert.equal(youngCohort(rate, 7, filters, asOf)?.why, 'Only 7 starts of this period are 90 days old yet.')
  assert.equal(youngCohort(rate, 1, filters, asOf)?.why, 'Only 1 start of this period is 90 days old yet.')
})

test('a rate over ten or more is a rate, and one over few old starts is a small sample and not young', () => {
  assert.equal(youngCohort(rate, 10, filters, asOf), null)
  const old = { ...filters, ...newestOldEnough(asOf.datacamp, 90) }
  assert.equal(youngCohort(rate, 3, old, asOf), null)
})

test('what has no window, what is hidden and what was never loaded is not called young', () => {
  assert.equal(youngCohort({ readFrom: rate.readFrom }, 0, filters, asOf), null)
  assert.equal(youngCohort(rate, null, filters, asOf), null)
  assert.equal(youngCohort({ ...rate, readFrom: ['skilljar.enrollment.enrolled_at'] }, 0, filters, asOf), null)
})

test('the newest period that is old enough had the whole window on its last day when the data was loaded', () => {
  const { from, to } = newestOldEnough('2026-03-31T00:00:01.000Z', 30)
  assert.deepEqual([to, daysBetween(from, to)], ['2026-02-28', 89])
})
