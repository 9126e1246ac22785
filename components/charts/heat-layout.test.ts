import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepOf } from './colours'
import { apartLabels, heatLayout } from './heat-layout'
import { textWidth } from './text-width'

const year = { labels: ['Mon', 'Tue'], leads: [], columns: 53, numbers: false, mean: true, titled: false, foot: 28 }

test('a year of weeks fits a wide card with its means, and on a phone its cells stay large enough to tap apart', () => {
  const wide = heatLayout(1150, 200, year)
  assert.ok(wide.side + wide.body <= 1150 && wide.pitch >= 14)
  const phone = heatLayout(326, 200, year)
  assert.ok(phone.pitch === 14 && phone.side + phone.body > 326, 'it scrolls')
})

test('cells with numbers have room for them and grow with their card', () => {
  const retention = { ...year, numbers: true, mean: false, columns: 11, leads: ['New', '1,204'] }
  const small = heatLayout(530, 0, retention)
  assert.ok(small.cell.width >= textWidth('100', 11) && small.row === 24 && small.side > small.lead)
  assert.equal(heatLayout(530, 2000, retention).row, 36)
})

test('of two names that would touch, the later one stays', () => {
  assert.deepEqual(apartLabels(['Nov', 'Dec', '', '', '', 'Jan'], 14, 11), [1, 5])
  assert.deepEqual(apartLabels(['1', '2', '3'], 34, 11), [0, 1, 2])
})

test('zero has a fill of its own, and the largest amount the darkest step', () => {
  assert.deepEqual(
    [0, 0.1, 35, 69.9, 70].map((value) => stepOf(value, 70)),
    ['empty', 'step-0', 'step-3', 'step-6', 'step-6'],
  )
  assert.equal(stepOf(0, 0), 'empty')
})
