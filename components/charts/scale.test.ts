import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apart, labelled, scaleBetween, scaleFromZero } from './scale'

test('axes start at zero and have three to five round ticks', () => {
  assert.deepEqual(scaleFromZero(285), { ticks: [0, 100, 200, 300], top: 300 })
  for (let max = 0.013; max < 1e7; max *= 1.37) {
    const { ticks, top } = scaleFromZero(max)
    assert.equal(ticks[0], 0)
    assert.ok(ticks.length >= 3 && ticks.length <= 5, `${max}: ${ticks}`)
    assert.ok(top >= max && (ticks.at(-1) ?? 0) <= top, `${max}: ${ticks} below ${top}`)
    assert.ok(
      /^(1|2|25|5)$/.test((ticks[1] ?? 0).toExponential().replace(/e.*/, '').replace('.', '')),
      `${max}: step ${ticks[1]}`,
    )
  }
})

test('a top tick that would leave more than a tenth empty is dropped', () => {
  const { ticks, top } = scaleFromZero(640)
  assert.deepEqual(ticks, [0, 200, 400, 600])
  assert.ok(top > 640 && top < 700)
})

test('counts have no ticks between whole numbers, and no data still has an axis', () => {
  assert.deepEqual(scaleFromZero(3, 1).ticks, [0, 1, 2, 3])
  assert.deepEqual(scaleFromZero(10, 1).ticks, [0, 5, 10])
  assert.deepEqual(scaleFromZero(0, 1).ticks, [0, 1, 2])
})

test('time labels keep their distance and the last bucket always has one', () => {
  assert.deepEqual(labelled(13, 400), [0, 2, 4, 6, 8, 10, 12])
  for (const count of [1, 2, 7, 13, 90, 365]) {
    for (const width of [200, 390, 900]) {
      const shown = labelled(count, width)
      assert.equal(shown.at(-1), count - 1)
      for (const [index, next] of shown.slice(1).entries()) {
        assert.ok(
          ((next - (shown[index] ?? 0)) * width) / count >= 51 || shown.length === 2,
          `${count} in ${width}: ${shown}`,
        )
      }
    }
  }
})

test('names at the ends of lines that meet do not cover each other', () => {
  assert.deepEqual(apart([10, 12, 60, 61], 14), [10, 24, 60, 74])
})

test('names that would leave the plot at the bottom move up together', () => {
  assert.deepEqual(apart([90, 98, 99], 14, 100), [72, 86, 100])
})

test('an axis between two values has round ticks around them and stays inside the limits', () => {
  assert.deepEqual(scaleBetween(0.429, 0.836), { bottom: 0.4, top: 0.9, ticks: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9] })
  assert.deepEqual(scaleBetween(0.93, 0.99, { least: 0, most: 1 }).top, 1)
  for (let low = -40; low < 900; low += 37.3) {
    for (const span of [0, 0.02, 3, 41, 7000]) {
      const { bottom, top, ticks } = scaleBetween(low, low + span)
      assert.ok(bottom <= low + 1e-9 && top >= low + span - 1e-9 && top > bottom, `${low} ${span}: ${bottom} ${top}`)
      assert.ok(
        ticks.length >= 2 && ticks.length <= 7 && ticks[0]! >= bottom && ticks.at(-1)! <= top,
        `${low} ${span}: ${ticks}`,
      )
    }
  }
})
