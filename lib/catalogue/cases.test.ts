import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tablesOf } from './catalogue'
import { coercer } from './coerce'
import type { Kind } from './types'

const columns = [...tablesOf('datacamp'), ...tablesOf('skilljar')].flatMap((table) =>
  table.columns.map((column) => ({ ...column, name: `${table.schema}.${table.name}.${column.name}` })),
)

/** What each kind of column makes of words for nothing: null, the word itself, or a refusal. */
const outcomes: Readonly<Record<string, Readonly<Record<'text' | 'others', 'null' | 'kept' | 'refused'>>>> = {
  '': { text: 'null', others: 'null' },
  NA: { text: 'kept', others: 'null' },
  null: { text: 'kept', others: 'refused' },
  NULL: { text: 'kept', others: 'refused' },
  '-': { text: 'kept', others: 'refused' },
  ' ': { text: 'kept', others: 'refused' },
  '   ': { text: 'kept', others: 'refused' },
  'N/A': { text: 'kept', others: 'refused' },
}

test('T-03: every column of both sources takes “NA”, “null”, “NULL”, “-”, “” and blanks as its kind says', () => {
  for (const { name, kind } of columns) {
    const coerce = coercer(kind)
    for (const [word, { text, others }] of Object.entries(outcomes)) {
      const result = coerce(word)
      const outcome = !result.ok ? 'refused' : result.text === null ? 'null' : 'kept'
      assert.equal(outcome, kind === 'text' ? text : others, `${name} ${JSON.stringify(word)}`)
      if (outcome === 'kept') assert.equal(result.ok && result.text, word)
    }
  }
})

test('T-06: no column takes NaN or Infinity for a number or a moment; text keeps them as text', () => {
  const words = ['NaN', 'nan', 'Infinity', '-Infinity', 'inf', '-inf', '+Infinity', '1e400', '9e999']
  const numbers: readonly Kind[] = ['integer', 'bigint', 'numeric', 'date', 'timestamp', 'boolean']
  for (const { name, kind } of columns) {
    for (const word of words) assert.equal(coercer(kind)(word).ok, !numbers.includes(kind), `${name} ${word}`)
  }
})

test('T-09: a score that is no number is text to its column, and so is kept as it came', () => {
  for (const { kind, numericText, name } of columns) {
    if (!numericText) continue
    assert.equal(kind, 'text', name)
    for (const score of ['85%', '85,5', 'n/a', 'NaN']) assert.deepEqual(coercer(kind)(score), { ok: true, text: score })
  }
})
