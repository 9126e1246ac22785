import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coercer } from './coerce'
import type { Kind } from './types'

const now = new Date('2026-06-15T12:00:00Z')
const KINDS: Kind[] = ['text', 'integer', 'bigint', 'numeric', 'boolean', 'date', 'timestamp']

/** The accepted text, or the reason of the refusal. */
function read(kind: Kind, value: string | null) {
  const result = coercer(kind, now)(value)
  return result.ok ? result.text : { reason: result.reason }
}

function expectAll(kind: Kind, cases: Record<string, string | null>) {
  for (const [value, text] of Object.entries(cases)) assert.equal(read(kind, value), text, `${kind} ${value}`)
}

function refuseAll(kind: Kind, reason: string, values: readonly string[]) {
  for (const value of values) assert.deepEqual(read(kind, value), { reason }, `${kind} ${JSON.stringify(value)}`)
}

test('an empty field is null in every kind; NA is null except in text, where it may be a name', () => {
  for (const kind of KINDS) {
    assert.equal(read(kind, null), null)
    assert.equal(read(kind, ''), null)
    assert.equal(read(kind, 'NA'), kind === 'text' ? 'NA' : null)
  }
})

test('words for nothing other than NA are kept as text and refused elsewhere', () => {
  for (const word of ['null', 'NULL', 'na', 'N/A', '-', ' ', '.']) {
    assert.equal(read('text', word), word)
    for (const kind of KINDS.slice(1)) assert.notEqual(coercer(kind, now)(word).ok, true, `${kind} ${word}`)
  }
})

test('whole numbers may be written with a fraction of zeros', () => {
  expectAll('bigint', { '-1': '-1', '50.0': '50', '2220.000': '2220', '007': '007', '-0': '-0', '0.0': '0' })
  expectAll('bigint', { '9223372036854775807': '9223372036854775807', '-9223372036854775808': '-9223372036854775808' })
  expectAll('integer', { '2147483647': '2147483647', '-2147483648.0': '-2147483648', '0000000000001': '0000000000001' })
  refuseAll('bigint', 'not_an_integer', ['50.5', '50.', '.0', '-', '+5', '1e3', '0x10', '1_000', '1,000', ' 5', '５'])
  refuseAll('bigint', 'out_of_range', ['9223372036854775808', '-9223372036854775809', '1'.repeat(10_000)])
  refuseAll('integer', 'out_of_range', ['2147483648', '-2147483649', '99999999999'])
})

test('decimal numbers follow rule 9 of the metrics and stay finite', () => {
  expectAll('numeric', { '12.5': '12.5', '-.5': '-.5', '5.': '5.', '+1e-5': '+1e-5', '1E99': '1E99', '00.10': '00.10' })
  refuseAll('numeric', 'not_a_number', [
    'NaN',
    'Infinity',
    '-inf',
    '1,5',
    '1e',
    'e5',
    '.',
    '+',
    '0x1',
    '1_0',
    '12 ',
    '5%',
  ])
  refuseAll('numeric', 'out_of_range', ['1e100', '1e131071', '9'.repeat(101)])
})

test('booleans come as letters, words and digits in any letter case', () => {
  expectAll('boolean', { t: 't', T: 't', true: 't', TRUE: 't', '1': 't', f: 'f', False: 'f', '0': 'f' })
  refuseAll('boolean', 'not_a_boolean', ['yes', 'no', 'on', 'y', 'tr', '2', '1.0', ' t'])
})

test('dates exist in the calendar, lie in a sane range and may carry a time that is dropped', () => {
  expectAll('date', {
    '2019-09-26': '2019-09-26',
    '2019-09-26 00:00:00': '2019-09-26',
    '2019-09-26T23:59:59.5': '2019-09-26',
    '2024-02-29': '2024-02-29',
    '2000-01-01': '2000-01-01',
    '2036-12-31': '2036-12-31',
  })
  refuseAll('date', 'not_a_date', ['2023-02-29', '2019-13-01', '2019-00-10', '2019-01-00', '26.09.2019', '02/03/2026'])
  refuseAll('date', 'not_a_date', [
    '20190926',
    '2019-9-26',
    '2019-09-26 ',
    '2019-09-26 00:00:00+00',
    'today',
    'infinity',
  ])
  refuseAll('date', 'out_of_range', ['1999-12-31', '2037-01-01', '9999-12-31', '0001-01-01'])
})

test('times without an offset are UTC, times with one are moved there, microseconds survive', () => {
  expectAll('timestamp', {
    '2018-10-25 11:49:46': '2018-10-25 11:49:46',
    '2018-10-25T11:49:46': '2018-10-25 11:49:46',
    '2018-10-25 11:49:46.123456': '2018-10-25 11:49:46.123456',
    '2018-10-25T11:49:46Z': '2018-10-25 11:49:46',
    '2018-10-25 00:30:00.000001+02': '2018-10-24 22:30:00.000001',
    '2018-10-25 23:30:00-0330': '2018-10-26 03:00:00',
    '2018-12-31 23:59:59+05:30': '2018-12-31 18:29:59',
    '2018-10-25 11:49:46+00': '2018-10-25 11:49:46',
    '2018-10-25': '2018-10-25',
  })
  refuseAll('timestamp', 'not_a_timestamp', [
    '12026-01-01 00:00:00',
    '2018-10-25 24:00:00',
    '2018-10-25 23:59:60',
    '2018-10-25 11:49',
  ])
  refuseAll('timestamp', 'not_a_timestamp', [
    'now',
    'infinity',
    'epoch',
    'allballs',
    '1540468186',
    '2018-10-25 11:49:46.',
  ])
  refuseAll('timestamp', 'not_a_timestamp', [
    '2018-10-25 11:49:46.1234567',
    '2018-10-25 11:49:46+',
    '2018-10-25 11:49:46+2',
  ])
  refuseAll('timestamp', 'not_a_timestamp', [
    '2018-10-25 11:49:46+15',
    '2018-10-25 11:49:46+02:',
    '2018-10-25 11:49:46 UTC',
  ])
  refuseAll('timestamp', 'out_of_range', ['2000-01-01 00:30:00+01', '9999-12-31 23:59:59-01'])
})

test('text is kept to the letter, and refused where the database could not keep it', () => {
  const kept = ['  Ada ', '=1+1', 'a\nb', '"quoted"', 'Łódź 🎓', '\\N', '\t']
  for (const value of kept) assert.equal(read('text', value), value)
  for (const kind of KINDS) assert.deepEqual(read(kind, '1\0'), { reason: 'nul_byte' }, kind)
  assert.deepEqual(read('text', 'a\ud800b'), { reason: 'not_utf8' })
})

test('a refusal names what was expected and never the cell', () => {
  for (const kind of KINDS.slice(1)) {
    const result = coercer(kind, now)('secret@example.com')
    assert.ok(!result.ok)
    assert.match(result.message, /^Expected .*\.$/)
    assert.doesNotMatch(result.message, /secret/)
  }
})

test('no cell makes a coercer throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), fc.string({ unit: 'binary' }), (kind, value) => {
      const result = coercer(kind, now)(value)
      assert.ok(result.ok ? result.text === null || result.text.length > 0 : result.reason.length > 0)
    }),
  )
})

test('a hundred thousand digits are judged at once', () => {
  const started = performance.now()
  for (const kind of KINDS.slice(1)) coercer(kind, now)(`${'1'.repeat(100_000)}x`)
  assert.ok(performance.now() - started < 200)
})
