import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPassword, hashPassword, PasswordRefused, verifyPassword } from './password'

const password = 'ein grüner Apfel'

test('a password opens its own hash and no other one does', async () => {
  const hash = await hashPassword(password)
  assert.match(hash, /^\$scrypt\$ln=16,r=8,p=2\$[\w+/]{22}\$[\w+/]{43}$/)
  assert.equal(await verifyPassword(password, hash), true)
  assert.equal(await verifyPassword(`${password} `, hash), false)
  assert.equal(await verifyPassword('', hash), false)
})

test('the same password has another hash each time, and does not care how its accents were typed', async () => {
  const [one, two] = [await hashPassword(password.normalize('NFC')), await hashPassword(password.normalize('NFD'))]
  assert.notEqual(one, two)
  assert.equal(await verifyPassword(password.normalize('NFD'), one), true)
})

test('a hash made with other costs still opens', async () => {
  const { scryptSync } = await import('node:crypto')
  const salt = Buffer.from('0123456789abcdef')
  const key = scryptSync(password, salt, 32, { N: 1024, r: 4, p: 1 })
  const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  const hash = `$scrypt$ln=10,r=4,p=1$${unpadded(salt)}$${unpadded(key)}`
  assert.equal(await verifyPassword(password, hash), true)
  assert.equal(await verifyPassword('something else', hash), false)
})

test('somebody unknown takes as long as somebody with a wrong password', async () => {
  const hash = await hashPassword(password)
  const seconds = async (against: string | null) => {
    const start = process.hrtime.bigint()
    assert.equal(await verifyPassword('wrong password', against), false)
    return Number(process.hrtime.bigint() - start) / 1e9
  }
  const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
  const known: number[] = []
  const unknown: number[] = []
  const damaged: number[] = []
  for (let round = 0; round < 5; round++) {
    known.push(await seconds(hash))
    unknown.push(await seconds(null))
    damaged.push(await seconds('$scrypt$broken'))
  }
  for (const times of [unknown, damaged]) {
    const ratio = middle(times) / middle(known)
    assert.ok(ratio > 0.5 && ratio < 2, `ratio ${ratio.toFixed(2)}`)
  }
})

test('a password that is too short or too long is refused in words', () => {
  assert.throws(() => checkPassword('eleven char'), new PasswordRefused('Passwords have at least 12 characters.'))
  assert.throws(() => checkPassword('x'.repeat(201)), new PasswordRefused('Passwords have at most 200 characters.'))
  // Counted as people count: each of these is two code units.
  assert.throws(() => checkPassword('🍎'.repeat(6)), PasswordRefused)
  assert.doesNotThrow(() => checkPassword('x'.repeat(200)))
})
