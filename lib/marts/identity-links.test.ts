import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keysOfLinked, type LinkedAccount } from './identity-links'

const at = (key: string): LinkedAccount => ({ key, hasAddress: true, present: true })
const without = (key: string): LinkedAccount => ({ key, hasAddress: false, present: true })
const gone = (key: string): LinkedAccount => ({ key, hasAddress: false, present: false })

test('accounts linked in a chain are one person, whatever the order of the links', () => {
  const chain = [
    [at('c@x'), at('b@x')],
    [at('b@x'), at('a@x')],
    [at('d@x'), at('e@x')],
  ] as const
  const expected = { 'a@x': 'a@x', 'b@x': 'a@x', 'c@x': 'a@x', 'd@x': 'd@x', 'e@x': 'd@x' }
  for (const pairs of [chain, [...chain].reverse(), chain.map(([one, other]) => [other, one] as const)]) {
    assert.deepEqual(Object.fromEntries([...keysOfLinked(pairs)].sort()), expected)
  }
})

test('a person goes by an address before the number of an account', () => {
  const keys = keysOfLinked([
    [without('DATACAMP:1'), without('SKILLJAR:a')],
    [without('SKILLJAR:a'), at('zoe@x')],
  ])
  assert.deepEqual([...new Set(keys.values())], ['zoe@x'])
})

test('an account that the sources no longer have still connects those that were linked with it', () => {
  const keys = keysOfLinked([
    [at('a@x'), gone('SKILLJAR:s')],
    [gone('SKILLJAR:s'), at('b@x')],
  ])
  assert.deepEqual(Object.fromEntries(keys), { 'a@x': 'a@x', 'b@x': 'a@x' })
})

test('links in a circle, or the same link twice, end', () => {
  const keys = keysOfLinked([
    [at('a@x'), at('b@x')],
    [at('b@x'), at('c@x')],
    [at('c@x'), at('a@x')],
    [at('b@x'), at('a@x')],
  ])
  assert.deepEqual([...new Set(keys.values())], ['a@x'])
})
