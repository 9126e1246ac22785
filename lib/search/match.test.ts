import assert from 'node:assert/strict'
import test from 'node:test'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { parseSearch, patternsOf, rankIn } from './match'
import { nearest } from './nearest'

test('a name is found without its accents and its capitals, from the beginning first', () => {
  assert.equal(rankIn(['Éva Łukasz'], ['eva']), 0)
  assert.equal(rankIn(['Éva Łukasz'], ['LUK']), 1)
  assert.equal(rankIn(['Éva Łukasz'], ['kasz']), 2)
  assert.equal(rankIn(['Eva Lukasz'], ['éva', 'ł']), 0)
  assert.equal(rankIn(['Eva Lukasz'], ['eva', 'smith']), null)
})

test('one or two letters find names and words that begin with them, not every name that holds them', () => {
  assert.equal(rankIn(['Data literacy'], ['li']), 1)
  assert.equal(rankIn(['Data literacy'], ['te']), null)
})

test('what begins with the text stands before what only holds it', () => {
  const entry = (text: string) => ({ text, detail: '', href: `/${text}` })
  const found = nearest([entry('Use of SQL'), entry('MySQL'), entry('SQL basics')], ['sql'])
  assert.deepEqual(
    found.map(({ text }) => text),
    ['SQL basics', 'Use of SQL', 'MySQL'],
  )
})

test('S-10: every sign that means something to a pattern means itself when it is typed', () => {
  const { words, atStart } = patternsOf(['1.*', '(2|'])
  assert.deepEqual(words, ['1\\.\\*', '\\(2\\|'])
  assert.equal(atStart, '^1\\.\\*\\s+\\(2\\|')
})

test('a text that is no text is refused by name', () => {
  for (const text of ['a\u0000b', 'x'.repeat(101), '\ud800', 'a b c d e f g h i']) {
    assert.throws(
      () => parseSearch(text),
      (error) => error instanceof InvalidFilter && error.param === 'q',
    )
  }
  assert.deepEqual(parseSearch('   '), [])
  assert.deepEqual(parseSearch('Anna\tZoeller\r\n'), ['Anna', 'Zoeller'])
  assert.deepEqual(parseSearch(null), [])
})
