import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textLines } from './text-lines'
import { fitText, textWidth } from './text-width'

test('a long name is cut to its room with an ellipsis, a short one is left as it is', () => {
  assert.equal(fitText('Python', 100, 13), 'Python')
  const cut = fitText('Introduction to machine learning with scikit-learn', 120, 13)
  assert.ok(cut.endsWith('…') && textWidth(cut, 13) <= 120 && textWidth(cut, 13) > 100, cut)
  assert.equal(fitText('Python', 1, 13), 'P…')
})

test('the line under the title of a picture breaks where the picture ends and loses no word', () => {
  const text = 'Open courses count as not yet completed, five largest technologies. 24 Aug – 21 Nov 2026'
  const lines = textLines(text, 200, 12)
  assert.ok(lines.length > 1 && lines.every((line) => textWidth(line, 12) <= 200))
  assert.equal(lines.join(' '), text)
})
