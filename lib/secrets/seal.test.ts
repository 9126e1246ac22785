import assert from 'node:assert/strict'
import { Console } from 'node:console'
import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { keyRing, sealingKey } from './key'
import { keyIdOf, rewrap, seal, SealBroken, unseal, type Place } from './seal'
import { Secret } from './secret'
import { assertNoRepeats } from './testing/many-seals'

const master = () => randomBytes(32).toString('base64')
const ownMaster = master()
const ring = keyRing(ownMaster)
const key = ring.current
const place: Place = { connectorId: 'skilljar', field: 'password', version: 1 }
const anyText = fc.string({ unit: 'binary' }).map((text) => Buffer.from(text, 'utf8').toString('utf8'))

test('what is sealed opens again, whatever its characters', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      assert.equal(unseal(seal(text, place, key), place, ring).reveal(), text)
    }),
  )
})

test('C-02: no bit of a sealed value can change without it refusing to open', () => {
  const sealed = Buffer.from(seal('correct horse battery staple', place, key))
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.nat(7), (index, bit) => {
      const changed = Buffer.from(sealed)
      changed[index] = (changed[index] ?? 0) ^ (1 << bit)
      assert.throws(() => unseal(changed.toString('latin1'), place, ring), SealBroken)
      assert.throws(() => rewrap(changed.toString('latin1'), place, ring), SealBroken)
    }),
    { numRuns: 1000 },
  )
})

test('C-02: a sealed value cut short, its tag included, does not open', () => {
  const sealed = seal('correct horse', place, key)
  for (let length = 0; length < sealed.length; length++) {
    assert.throws(() => unseal(sealed.slice(0, length), place, ring), SealBroken)
  }
  const parts = sealed.split('|')
  for (let length = 0; length < 16; length++) {
    const tag = Buffer.from(parts[4] ?? '', 'base64url').subarray(0, length)
    const cut = parts.with(4, tag.toString('base64url')).join('|')
    assert.throws(() => unseal(cut, place, ring), SealBroken)
  }
})

test('C-02: a sealed value moved to another connector, field or version does not open', () => {
  const name = fc.string({ minLength: 1, maxLength: 12 })
  const somewhere = fc.record({ connectorId: name, field: name, version: fc.nat(5) })
  fc.assert(
    fc.property(somewhere, somewhere, anyText, (from, to, text) => {
      fc.pre(JSON.stringify(from) !== JSON.stringify(to))
      // The three parts are joined by a bar, which none of our names holds.
      fc.pre(![from, to].some(({ connectorId, field }) => `${connectorId}${field}`.includes('|')))
      const sealed = seal(text, from, key)
      assert.throws(() => unseal(sealed, to, ring), SealBroken)
      assert.throws(() => rewrap(sealed, to, ring), SealBroken)
    }),
  )
})

test('C-02: parts of two sealed values do not mix', () => {
  const [one, other] = [seal('one', place, key).split('|'), seal('other', place, key).split('|')]
  for (const index of [2, 3, 4, 5]) {
    const mixed = one.with(index, other[index] ?? '').join('|')
    assert.throws(() => unseal(mixed, place, ring), SealBroken)
  }
})

test('C-02: an unknown version of the format does not open, and says so', () => {
  const sealed = seal('secret', place, key)
  for (const format of ['v0', 'v2', '', 'V1']) {
    assert.throws(() => unseal(sealed.replace(/^v1/, format), place, ring), /its format is unknown/)
  }
})

test('C-02: another SKILLSCOPE_SECRET opens nothing and the message says to enter the value again', () => {
  const other = keyRing(master())
  assert.throws(
    () => unseal(seal('hunter2', place, key), place, other),
    (error: Error) => /another SKILLSCOPE_SECRET/.test(error.message) && !error.message.includes('hunter2'),
  )
  // Even with a forged key id the wrapped key stays shut.
  const forged = seal('hunter2', place, key).replace(key.id, other.current.id)
  assert.throws(() => unseal(forged, place, other), SealBroken)
})

test('a former secret opens what it sealed; only the current one seals', () => {
  const next = keyRing(master(), [master(), ownMaster])
  const sealed = seal('hunter2', place, key)
  assert.equal(unseal(sealed, place, next).reveal(), 'hunter2')

  const anew = rewrap(sealed, place, next)
  assert.equal(keyIdOf(anew), next.current.id)
  assert.equal(unseal(anew, place, { ...next, former: [] }).reveal(), 'hunter2')
  assert.throws(() => unseal(anew, place, ring), /another SKILLSCOPE_SECRET/)
})

test('C-08: no IV or key repeats over many seals, and the same text is sealed differently every time', () => {
  assertNoRepeats(100_000)
})

test('C-07: a secret prints as [redacted] everywhere', () => {
  const secret = new Secret('hunter2')
  let written = ''
  const stream = new Writable({ write: (chunk, _, done) => ((written += String(chunk)), done()) })
  new Console(stream).log({ config: { password: secret } }, secret, `${secret}`)
  const printed = [
    `${secret}`,
    String(secret),
    secret + '',
    JSON.stringify({ secret }),
    inspect({ deep: [{ secret }] }, { depth: 9, showHidden: true }),
    inspect(secret, { customInspect: false, showHidden: true, depth: 9 }),
    Object.values(secret).join(),
    JSON.stringify(structuredClone({ ...secret })),
    new Error('refused', { cause: secret }).stack ?? '',
    inspect(new Error('refused', { cause: { secret } })),
    written,
  ]
  for (const text of printed) assert.ok(!text.includes('hunter2'), text)
  assert.match(written, /password: \[redacted\]/)
  assert.equal(secret.reveal(), 'hunter2')
  assert.equal(sealingKey(ownMaster).id, key.id)
})
