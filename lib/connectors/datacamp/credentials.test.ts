import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bucketCredentials, datacampCredentials } from './credentials'

const good = { bucket: 'acme-export', region: 'us-east-1', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }

const bad: Readonly<Record<string, readonly string[]>> = {
  bucket: [
    '../acme',
    'acme/..',
    'a..b',
    'acme@evil.example',
    'acme export',
    'acmé',
    'acme\n',
    'ab',
    'A-CME',
    '-acme',
    'acme?x',
    'acme#',
    'a'.repeat(64),
  ],
  region: [
    '../us',
    'us-east-1@evil.example',
    'us east',
    'us-éast',
    'evil.example/',
    'us-east-1.evil.example',
    'us-east-1\n',
    '',
  ],
  folder: ['../latest', 'latest/..', '/latest', 'a//b', 'a b', 'l\u00e4test', 'latest?x', ''],
  endpoint: [
    'https://s3.example.com/path',
    'https://user@s3.example.com',
    'file:///etc/passwd',
    'https://s3.example.com?x',
    's3.example.com',
  ],
}

for (const [field, values] of Object.entries(bad)) {
  test(`I-27: a ${field} with anything but its own characters is refused when it is saved`, () => {
    for (const value of values) {
      const { success, error } = bucketCredentials.safeParse({ ...good, [field]: value })
      assert.ok(!success, JSON.stringify(value))
      assert.deepEqual(new Set(error.issues.map(({ path }) => path.join())), new Set([field]))
    }
  })
}

test('an empty folder is left to Skillscope; one that is set stays what it is', () => {
  assert.equal(datacampCredentials.parse(good).folder, undefined)
  for (const folder of ['latest', '2026-01-31', 'export/latest']) {
    assert.equal(datacampCredentials.parse({ ...good, folder }).folder, folder)
  }
})
