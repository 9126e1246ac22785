import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edgeLabels, isNumeric, shareOfAxis, wholeOf } from './histogram-axis'

const bins = [
  { from: 0, to: 5 },
  { from: 5, to: 10 },
  { from: 10, to: 30 },
  { from: 30, to: Infinity },
]

test('a median stands where its value lies, also between steps of unequal width', () => {
  assert.equal(shareOfAxis(bins, 0), 0)
  assert.equal(shareOfAxis(bins, 2.5), 0.125)
  assert.equal(shareOfAxis(bins, 20), 0.625)
  assert.equal(shareOfAxis(bins, 5), 0.25)
  assert.equal(shareOfAxis([{ from: 0, to: 10 }], 99), 1, 'beyond the last step it stands at the end')
})

test('the last open step is named "30+", and labels of edges never touch', () => {
  assert.deepEqual(edgeLabels(bins, 400), [
    { index: 0, text: '0' },
    { index: 1, text: '5' },
    { index: 2, text: '10' },
    { index: 3.5, text: '30+' },
  ])
  const many = Array.from({ length: 40 }, (_, index) => ({ from: index * 5, to: index * 5 + 5 }))
  for (const width of [200, 300, 700]) {
    const labels = edgeLabels(many, width)
    assert.equal(labels.at(-1)?.text, '200')
    for (const [index, next] of labels.slice(1).entries()) {
      assert.ok(((next.index - (labels[index]?.index ?? 0)) * width) / 40 >= 43, `${width}: ${JSON.stringify(labels)}`)
    }
  }
})

test('steps without ends are categories', () => {
  assert.ok(isNumeric(bins) && !isNumeric([...bins, {}]) && !isNumeric([]))
})

test('with a hidden step there is no whole to have a share of', () => {
  assert.equal(wholeOf([{ count: 5 }, { count: 0 }, { count: 15 }]), 20)
  assert.equal(wholeOf([{ count: 5 }, { count: null }, { count: 15 }]), null)
})
