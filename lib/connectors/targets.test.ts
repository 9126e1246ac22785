import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isHost } from '@/lib/env/private-target'
import { guardedLookup, resolveTarget } from './targets'
import { SourceError } from './types'

const isRefused = (error: unknown) => error instanceof SourceError && error.code === 'private_target'
const named =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

const privateAddresses = [
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.127.255.255',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fd00::1',
  'fc00::1',
  'fe80::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '2002:7f00:1::1',
  'fd00:ec2::254',
  '2001:db8::1',
  '::127.0.0.1',
]
const publicAddresses = [
  '8.8.8.8',
  '52.216.0.1',
  '100.63.255.255',
  '172.15.0.1',
  '172.32.0.1',
  '2600:1f18::1',
  '2a00:1450::1',
]

test('private, local and metadata addresses are refused, as literals and behind names', async () => {
  for (const address of privateAddresses) {
    await assert.rejects(resolveTarget(address, 5432, []), isRefused, address)
    await assert.rejects(resolveTarget('db.example.com', 5432, [], named(address)), isRefused, address)
  }
  for (const host of ['localhost', 'localhost.', 'LOCALHOST'])
    await assert.rejects(resolveTarget(host, 5432, []), isRefused)
})

test('public addresses are reached, and the address that was checked is the one given back', async () => {
  for (const address of publicAddresses) {
    assert.equal((await resolveTarget(address, 5432, [])).address, address)
    assert.equal((await resolveTarget('db.example.com', 5432, [], named('10.0.0.1', address))).address, address)
  }
})

test('only what the operator lists is reached although private', async () => {
  const allows = async (entry: string, host: string, port: number, ...addresses: string[]) =>
    resolveTarget(host, port, [entry], named(...addresses)).then(
      () => true,
      () => false,
    )
  assert.equal(await allows('127.0.0.1', '127.0.0.1', 5432), true)
  assert.equal(await allows('127.0.0.1:5432', '127.0.0.1', 5432), true)
  assert.equal(await allows('127.0.0.1:5432', '127.0.0.1', 5433), false)
  assert.equal(await allows('127.0.0.1', '127.0.0.2', 5432), false)
  assert.equal(await allows('10.0.0.0/8', 'db.corp', 5432, '10.9.9.9'), true)
  assert.equal(await allows('10.0.0.0/8:6432', 'db.corp', 5432, '10.9.9.9'), false)
  assert.equal(await allows('db.corp', 'DB.corp.', 5432, '10.9.9.9'), true)
  assert.equal(await allows('db.corp', 'other.corp', 5432, '10.9.9.9'), false)
  assert.equal(await allows('::1', '::1', 5432), true)
  assert.equal(await allows('[fd00::/8]:5432', 'db.corp', 5432, 'fd12::1'), true)
  assert.equal(await allows('[fd00::/8]:5432', 'db.corp', 5433, 'fd12::1'), false)
})

test('a malformed entry of SKILLSCOPE_PRIVATE_TARGETS is named instead of ignored', async () => {
  for (const entry of [
    '10.0.0.0/33',
    '10.0.0.0/x',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    'db:0',
    'db:65536',
    'a b',
    '*',
    'http://x',
  ]) {
    await assert.rejects(
      resolveTarget('8.8.8.8', 1, [entry]).then(() => resolveTarget('10.0.0.1', 1, [entry])),
      /SKILLSCOPE_PRIVATE_TARGETS/,
    )
  }
})

test('a name that turns private after it was saved is refused at use', async () => {
  let asked = 0
  const rebinding = async () => [{ address: asked++ === 0 ? '52.216.0.1' : '127.0.0.1', family: 4 }]
  assert.equal((await resolveTarget('evil.example.com', 443, [], rebinding)).address, '52.216.0.1')
  const lookup = guardedLookup(443, [], rebinding)
  const error = await new Promise((done) => lookup('evil.example.com', {}, (problem) => done(problem)))
  assert.ok(isRefused(error))
})

test('a host is a DNS name or an IP literal and nothing else', () => {
  for (const host of [
    'db.example.com',
    'db.example.com.',
    'localhost',
    'a',
    '10.0.0.1',
    '::1',
    'my_db.internal',
    'x-1.eu',
  ]) {
    assert.ok(isHost(host), host)
  }
  const refused = [
    '',
    ' ',
    '/var/run/postgresql',
    'a,b',
    'a b',
    'a\nb',
    'a:5432',
    'a/b',
    'a?sslrootcert=/etc/passwd',
    'user@host',
    '[::1]',
    '-a',
    'a-',
    '2130706433',
    '0177.0.0.1',
    '0x7f.1',
    '0x7f000001',
    '127.1',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    'fe80::1%eth0',
    'a..b',
    '.a',
    `${'a'.repeat(64)}.com`,
    'a.'.repeat(130),
    'é.com',
    '@/tmp',
    'host=x',
    'a;b',
    "a'b",
  ]
  for (const host of refused) assert.ok(!isHost(host), host)
  fc.assert(fc.property(fc.string(), (text) => !isHost(text) || /^[a-z0-9_.:-]+$/i.test(text)))
})
