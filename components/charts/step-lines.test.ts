import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completedCurve } from './completed-curve'
import { daily, dayTicks } from './step-lines'

test('a curve starts at nothing and holds its value between the days it names', () => {
  const shares = daily(
    [
      { day: 2, share: 0.25 },
      { day: 4, share: 0.5 },
      { day: 90, share: 0.9 },
    ],
    6,
  ).map(({ share }) => share)
  assert.deepEqual(shares, [0, 0, 0.25, 0.25, 0.5, 0.5, 0.5])
  assert.deepEqual(
    daily([], 2).map(({ share }) => share),
    [null, null, null],
    'without rows nothing is drawn',
  )
})

test('an axis of days is read in weeks and months', () => {
  assert.deepEqual(dayTicks(90), [0, 30, 60, 90])
  assert.deepEqual(dayTicks(30), [0, 7, 14, 21, 28])
  assert.deepEqual(dayTicks(365), [0, 90, 180, 270, 360])
})

test('the interval around a completed share stays between 0 and 1, around the share', () => {
  const rows = [
    { day: 1, still_open: 0.99, standard_error: 0.02 },
    { day: 30, still_open: 0.4, standard_error: 0.05 },
    { day: 90, still_open: 0.01, standard_error: 0.02 },
  ]
  for (const { share, low, high } of completedCurve(rows)) {
    assert.ok(share !== null && typeof low === 'number' && typeof high === 'number')
    assert.ok(low > 0 && low < share && share < high && high < 1, `${low} ${share} ${high}`)
  }
  assert.deepEqual(completedCurve([{ day: 3, still_open: 1, standard_error: 0 }]), [{ day: 3, share: 0 }])
})

test('the interval is the one of the log-log transformation', () => {
  const [point] = completedCurve([{ day: 30, still_open: 0.5, standard_error: 0.1 }])
  const spread = (1.959964 * 0.1) / (0.5 * Math.log(2))
  assert.ok(Math.abs((point?.low ?? 0) - (1 - 0.5 ** Math.exp(-spread))) < 1e-12)
  assert.ok(
    Math.abs((point?.low ?? 0) - 0.3255) < 0.001 && Math.abs((point?.high ?? 0) - 0.7049) < 0.001,
    JSON.stringify(point),
  )
})
