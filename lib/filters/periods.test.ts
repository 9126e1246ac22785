import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bucketStart, buckets, nextBucket, type Grain } from './buckets'
import { addDays, addMonths, daysBetween, isDay } from './days'
import { InvalidFilter } from './invalid-filter'
import { comparisonPeriod, lengthOf, nextPeriod, presetOf, presets, previousPeriod } from './periods'

test('days follow the calendar over leap years and ends of months', () => {
  assert.equal(addDays('2024-02-28', 1), '2024-02-29')
  assert.equal(addDays('2026-01-01', -1), '2025-12-31')
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
  assert.equal(addMonths('2024-02-29', -12), '2023-02-28')
  assert.equal(addMonths('2026-01-15', -1), '2025-12-15')
  assert.equal(daysBetween('2026-03-28', '2026-03-30'), 2)
  assert.ok(isDay('2024-02-29') && !isDay('2026-02-29') && !isDay('2026-1-1') && !isDay('20260101') && !isDay(''))
})

test('weeks start on Monday, also before 1970', () => {
  assert.equal(bucketStart('week', '2026-11-22'), '2026-11-16')
  assert.equal(bucketStart('week', '2026-11-16'), '2026-11-16')
  assert.equal(bucketStart('week', '1970-01-01'), '1969-12-29')
})

test('buckets of every grain cover the period without a gap and without a day twice', () => {
  const period = { from: '2023-11-08', to: '2026-02-03' }
  for (const grain of ['day', 'week', 'month', 'quarter', 'year'] as Grain[]) {
    const all = buckets(period, grain)
    assert.equal(all[0]?.from, period.from)
    assert.equal(all.at(-1)?.to, period.to)
    for (const [index, bucket] of all.entries()) {
      assert.equal(bucketStart(grain, bucket.from), bucket.start)
      assert.equal(bucketStart(grain, bucket.to), bucket.start)
      assert.equal(nextBucket(grain, bucket.start), addDays(bucket.end, 1))
      const next = all[index + 1]
      if (next) assert.equal(addDays(bucket.to, 1), next.from)
    }
  }
})

test('the last bucket is unfinished while days of it are to come, and the first says that it is cut', () => {
  const [first, last] = buckets({ from: '2026-11-11', to: '2026-11-18' }, 'week')
  assert.deepEqual(first, {
    start: '2026-11-09',
    end: '2026-11-15',
    from: '2026-11-11',
    to: '2026-11-15',
    unfinished: false,
    cut: true,
  })
  assert.deepEqual(last, {
    start: '2026-11-16',
    end: '2026-11-22',
    from: '2026-11-16',
    to: '2026-11-18',
    unfinished: true,
    cut: false,
  })
  assert.equal(buckets({ from: '2026-11-09', to: '2026-11-15' }, 'week')[0]?.unfinished, false)
})

test('a bucket that ends after the newest data is unfinished although the period covers it', () => {
  const all = buckets({ from: '2026-11-02', to: '2026-11-15' }, 'week', '2026-11-11')
  assert.deepEqual(
    all.map((bucket) => bucket.unfinished),
    [false, true],
  )
})

test('a grain that would give more points than a chart can show is refused by name', () => {
  assert.throws(
    () => buckets({ from: '1990-01-01', to: '2026-01-01' }, 'day'),
    (error) => error instanceof InvalidFilter && error.param === 'grain' && /coarser/.test(error.message),
  )
})

test('presets end on the newest whole day, or with the last complete unit', () => {
  const newest = '2026-11-21'
  const period = (name: string) => presets.find((preset) => preset.name === name)?.period(newest)
  assert.deepEqual(period('last_7_days'), { from: '2026-11-15', to: newest })
  assert.deepEqual(period('last_90_days'), { from: '2026-08-24', to: newest })
  assert.deepEqual(period('this_week'), { from: '2026-11-16', to: newest })
  assert.deepEqual(period('last_week'), { from: '2026-11-09', to: '2026-11-15' })
  assert.deepEqual(period('last_month'), { from: '2026-10-01', to: '2026-10-31' })
  assert.deepEqual(period('last_quarter'), { from: '2026-07-01', to: '2026-09-30' })
  assert.deepEqual(period('last_year'), { from: '2025-01-01', to: '2025-12-31' })
  assert.equal(presetOf({ from: '2026-10-01', to: '2026-10-31' }, newest)?.label, 'Last month')
  assert.equal(presetOf({ from: '2026-10-02', to: '2026-10-31' }, newest), undefined)
})

test('the arrows move a period by its own length, a whole month to the whole month beside it', () => {
  assert.deepEqual(previousPeriod({ from: '2026-11-15', to: '2026-11-21' }), { from: '2026-11-08', to: '2026-11-14' })
  assert.deepEqual(nextPeriod({ from: '2026-11-15', to: '2026-11-21' }), { from: '2026-11-22', to: '2026-11-28' })
  assert.deepEqual(previousPeriod({ from: '2026-03-01', to: '2026-03-31' }), { from: '2026-02-01', to: '2026-02-28' })
  assert.deepEqual(nextPeriod({ from: '2026-01-01', to: '2026-03-31' }), { from: '2026-04-01', to: '2026-06-30' })
})

test('the previous period has as many days and ends where the period starts; last year has the same dates', () => {
  const period = { from: '2026-03-01', to: '2026-03-31' }
  assert.deepEqual(comparisonPeriod(period, 'previous'), { from: '2026-01-29', to: '2026-02-28' })
  assert.equal(lengthOf({ from: '2026-01-29', to: '2026-02-28' }), lengthOf(period))
  assert.deepEqual(comparisonPeriod(period, 'last_year'), { from: '2025-03-01', to: '2025-03-31' })
  assert.equal(comparisonPeriod(period, 'none'), null)
})
