import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { safeCallback } from './callback-url'

const sites = ['http://localhost:3000', 'https://skillscope.example.com']

function staysHere(wanted: string): void {
  for (const site of sites) {
    const out = safeCallback(wanted)
    assert.ok(out.startsWith('/') && !out.startsWith('//'), out)
    assert.equal(new URL(out, site).origin, site, JSON.stringify(wanted))
  }
}

test('a sign-in leads back to the page that asked for it, filters included', () => {
  assert.equal(
    safeCallback('/learning-activity?team=1,2&from=2026-01-01#chart'),
    '/learning-activity?team=1,2&from=2026-01-01#chart',
  )
  assert.equal(safeCallback('/?a=//b'), '/?a=//b')
})

test('a sign-in never leads to another site', () => {
  const tricks = [
    '//evil',
    '/\\evil',
    '\\\\evil',
    '/\t/evil',
    '/\n/evil',
    ' //evil',
    'https:evil',
    'https://evil',
    '%2F%2Fevil',
  ]
  const more = [
    'javascript:alert(1)',
    'data:text/html,x',
    '///evil',
    '/%09/evil',
    '/..//evil',
    '/.//evil',
    '/a/..//evil',
    '',
    '.',
    '@evil',
    '/@evil',
  ]
  for (const wanted of [...tricks, ...more]) staysHere(wanted)
  for (const wanted of tricks) assert.equal(safeCallback(wanted), '/overview', wanted)
})

test('whatever stands in the address, the way back is a path of this site', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '%5c',
    '%09',
    '\t',
    '\n',
    '\r',
    '\0',
    ' ',
    'evil',
    'http:',
    '[',
    ']',
  )
  for (const start of ['', '/']) {
    const addresses = fc.array(pieces, { maxLength: 7 }).map((parts) => start + parts.join(''))
    fc.assert(fc.property(addresses, staysHere), { numRuns: 5_000 })
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => staysHere(`/${text}`)))
})
