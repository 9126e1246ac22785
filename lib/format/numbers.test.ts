import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDuration } from './durations'
import { formatCount, formatCounted, formatDecimal, formatHours, formatPercent } from './numbers'
import { formatValue, formatValueWithUnit } from './value'

test('counts are grouped in thousands and keep their sign', () => {
  assert.deepEqual([0, 999, 1126, 2214870, -1234].map(formatCount), ['0', '999', '1,126', '2,214,870', '\u22121,234'])
})

test('hours always have one decimal, and tiny negative amounts are no minus zero', () => {
  assert.deepEqual([6864.26, 5112.4, 0, -0.04].map(formatHours), ['6,864.3', '5,112.4', '0.0', '0.0'])
})

test('a rate has one decimal and stays on one line with its sign', () => {
  assert.equal(formatPercent(0.6138), '61.4\u202f%')
  assert.equal(formatPercent(1), '100.0\u202f%')
})

test('what is undefined is a dash, never a zero', () => {
  for (const nothing of [null, undefined, Number.NaN, Infinity]) {
    for (const format of ['count', 'hours', 'percent', 'seconds'] as const)
      assert.equal(formatValueWithUnit(nothing, format), '–')
    assert.equal(formatDecimal(nothing, 2), '–')
  }
})

test('one of something is singular', () => {
  assert.equal(formatCounted(1, 'person', 'people'), '1 person')
  assert.equal(formatCounted(1440, 'row', 'rows'), '1,440 rows')
})

test('durations use the two units that matter', () => {
  const expected: [number, string][] = [
    [0, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [307, '5 min 07 s'],
    [3_599.9, '1 h 00 min'],
    [40_920, '11 h 22 min'],
    [86_399, '1 d 00 h'],
    [200_000, '2 d 08 h'],
  ]
  assert.deepEqual(
    expected.map(([seconds]) => formatDuration(seconds)),
    expected.map(([, text]) => text),
  )
})

test('a value alone names its unit, a cell under a named column does not', () => {
  assert.equal(formatValue(12.25, 'hours'), '12.3')
  assert.equal(formatValueWithUnit(12.25, 'hours'), '12.3\u202fh')
  assert.equal(formatValueWithUnit(307, 'seconds'), '5 min 07 s')
})
