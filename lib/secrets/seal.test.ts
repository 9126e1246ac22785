import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { sealingKey } from './key'
import { seal, SealBroken, unseal, type Place } from './seal'
import { Secret } from './secret'

const key = sealingKey(randomBytes(32).toString('base64'))
const place: Place = { connectorId: 'skilljar', field: 'password', version: 1 }

test('what is sealed opens again, whatever its characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const whole = Buffer.from(text, 'utf8').toString('utf8')
      assert.equal(unseal(seal(whole, place, key), place, key).reveal(), whole)
    }),
  )
})

test('no bit of a sealed value can change without it refusing to open', () => {
  const sealed = Buffer.from(seal('correct horse battery staple', place, key))
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.nat(7), (index, bit) => {
      const changed = Buffer.from(sealed)
      changed[index] = (changed[index] ?? 0) ^ (1 << bit)
      assert.throws(() => unseal(changed.toString('latin1'), place, key), SealBroken)
    }),
    { numRuns: 1000 },
  )
})

test('a sealed value cut short does not open', () => {
  const sealed = seal('correct horse', place, key)
  for (let length = 0; length < sealed.length; length++) {
    assert.throws(() => unseal(sealed.slice(0, length), place, key), SealBroken)
  }
})

test('a sealed value moved to another connector, field or version does not open', () => {
  const sealed = seal('secret', place, key)
  const elsewhere: Place[] = [
    { ...place, connectorId: 'datacamp' },
    { ...place, field: 'secretAccessKey' },
    { ...place, version: 2 },
  ]
  for (const other of elsewhere) assert.throws(() => unseal(sealed, other, key), SealBroken)
})

test('another SKILLSCOPE_SECRET opens nothing and the message says to enter the value again', () => {
  const other = sealingKey(randomBytes(32).toString('base64'))
  assert.throws(
    () => unseal(seal('hunter2', place, key), place, other),
    (error: Error) => /another SKILLSCOPE_SECRET/.test(error.message) && !error.message.includes('hunter2'),
  )
  // Even with a forged key id the wrapped key stays shut.
  const forged = seal('hunter2', place, key).replace(key.id, other.id)
  assert.throws(() => unseal(forged, place, other), SealBroken)
})

test('the same text is sealed differently every time', () => {
  const sealed = Array.from({ length: 500 }, () => seal('same', place, key))
  for (const part of [2, 3, 4, 5]) assert.equal(new Set(sealed.map((text) => text.split('|')[part])).size, 500)
})

test('a secret prints as [redacted] everywhere', () => {
  const secret = new Secret('hunter2')
  const printed = [
    `${secret}`,
    String(secret),
    secret + '',
    JSON.stringify({ secret }),
    inspect({ deep: [{ secret }] }, { depth: 9, showHidden: true }),
    Object.values(secret).join(),
  ]
  for (const text of printed) assert.ok(!text.includes('hunter2'), text)
  assert.equal(secret.reveal(), 'hunter2')
})
