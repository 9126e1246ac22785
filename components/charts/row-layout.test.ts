import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowLayout, rowsHeight } from './row-layout'

const words = [
  { label: 'Power BI', value: '66.2 %', note: 'n 467' },
  { label: 'An exceedingly long name of a course', value: '7.0 %', note: 'n 7' },
]

test('names, track, value and count of a row never overlap, in a card and on a phone', () => {
  for (const width of [326, 420, 540, 1100]) {
    const { narrow, label, track, value, note } = rowLayout(words, width, 300, { swatch: true, foot: 38 })
    assert.equal(narrow, width < 480)
    assert.ok(value < note && note === width, `${width}`)
    assert.ok(track.x + track.width <= (narrow ? width : value - 40), `${width}: ${JSON.stringify(track)}`)
    assert.ok(narrow || label.x + label.width < track.x)
    assert.ok(label.x >= 18)
  }
})

test('a taller card spreads the rows, up to a limit, and a small one is asked for enough height', () => {
  const least = rowsHeight(2, 540, { foot: 38 })
  assert.equal(rowLayout(words, 540, least, { foot: 38 }).bottom + 38, least)
  assert.equal(rowLayout(words, 540, 900, { foot: 38 }).bottom, 80)
  assert.ok(rowsHeight(2, 326, {}) >= 88, 'rows to tap are at least 44 px high')
})
