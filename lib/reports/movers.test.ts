import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moversOf } from './movers'

const row = (key: string, amount: number | null) => ({ key, name: key, amount })

test('the largest rises and falls come first, with what is in one of the periods only', () => {
  const now = [row('a', 10), row('b', 50), row('c', 5), row('same', 7), row('new', 20)]
  const before = [row('a', 40), row('b', 10), row('c', 6), row('same', 7), row('gone', 3)]
  const { rises, falls } = moversOf(now, before, 2)
  assert.deepEqual(
    rises.map(({ key, now, before }) => [key, now, before]),
    [
      ['b', 50, 10],
      ['new', 20, 0],
    ],
  )
  assert.deepEqual(
    falls.map(({ key, now, before }) => [key, now, before]),
    [
      ['a', 10, 40],
      ['gone', 0, 3],
    ],
  )
})

test('what is hidden from the reader in either period is not compared, so that no change tells of it', () => {
  const { rises, falls } = moversOf([row('a', null), row('b', 9)], [row('a', 40), row('b', null)], 5)
  assert.deepEqual([rises, falls], [[], []])
})
