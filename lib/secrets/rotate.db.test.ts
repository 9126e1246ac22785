import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { after, beforeEach, test } from 'node:test'
import { connection, publicView, saveCredentials } from '@/lib/connectors/credentials'
import { SourceError } from '@/lib/connectors/types'
import { childEnvironment, env, provide } from '@/lib/env'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { ownKeyRing } from './key'
import { resetSecrets, rotate, secretStatus } from './rotate'
import { seal, unseal } from './seal'
import { sealedValues, signingKeyPlace, webhookAddressPlace } from './sealed-values'
import { hasRightSecret } from './sentinel'

const master = () => randomBytes(32).toString('base64')
const bucket = {
  bucket: 'acme-datacamp',
  region: 'us-east-1',
  accessKeyId: 'AKIASTUBSTUBSTUB1234',
  secretAccessKey: 'pl4nted-s3cret',
}
const skilljar = { host: 'db.example.invalid', database: 'acme', user: 'analytics', password: 'p4ssw0rd-of-skilljar' }
const opened: TestDatabase[] = []

let db: TestDatabase
beforeEach(async () => {
  provide({ SKILLSCOPE_SECRET: master(), SKILLSCOPE_OLD_SECRETS: '' })
  db = await testDatabase()
  opened.push(db)
  assert.equal(await hasRightSecret(db.app), true)
  await saveCredentials(db.app, 'system', 'datacamp', bucket)
  await saveCredentials(db.app, 'system', 'skilljar', skilljar)
  const { id } = await db.app.notificationTarget.create({
    data: { channel: 'webhook', address: 'https://example.com/…' },
  })
  const sealedKey = seal('signs-the-webhook', signingKeyPlace(id), ownKeyRing().current)
  const sealedAddress = seal('https://example.com/pl4nted', webhookAddressPlace(id), ownKeyRing().current)
  await db.app.notificationTarget.update({ where: { id }, data: { sealedKey, sealedAddress } })
})
after(() => Promise.all(opened.map((database) => database.drop())))

/** A new current secret; the one before it only opens. */
function changeSecret(): void {
  provide({ SKILLSCOPE_OLD_SECRETS: env.SKILLSCOPE_SECRET, SKILLSCOPE_SECRET: master() })
}
/** What every sealed value says, opened by the ring of this moment. */
async function contents(): Promise<string[]> {
  const values = await sealedValues(db.app)
  return values.map(({ sealed, place }) => unseal(sealed, place, ownKeyRing()).reveal()).sort()
}

test('a rotation brings every sealed value under the current secret, and then the former one may go', async () => {
  const before = await contents()
  assert.equal(before.length, 6)
  changeSecret()
  assert.equal(await hasRightSecret(db.app), true)
  const [former] = (await secretStatus(db.app)).former
  assert.deepEqual([former?.values, former?.removable], [6, false])

  const { rewrapped, unreadable } = await rotate(db.app)
  assert.deepEqual([rewrapped, unreadable], [6, []])
  assert.equal((await secretStatus(db.app)).former[0]?.removable, true)
  provide({ SKILLSCOPE_OLD_SECRETS: '' })
  assert.deepEqual(await contents(), before)
  assert.equal(await hasRightSecret(db.app), true)

  const again = await rotate(db.app)
  assert.deepEqual([again.rewrapped, again.untouched], [0, 6])
})

test('C-03: a rotation that is killed after any value leaves every value readable, and the next one ends it', async () => {
  const before = await contents()
  for (const dieAfter of [1, 2, 3, 4, 5]) {
    changeSecret()
    const program = `
      const { createApp } = await import('./lib/db/app.ts')
      const { rotate } = await import('./lib/secrets/rotate.ts')
      let left = ${dieAfter}
      await rotate(createApp(process.env.DATABASE_URL), {
        onRewrapped: () => void (--left === 0 && process.kill(process.pid, 'SIGKILL')),
      })`
    const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      env: childEnvironment({ DATABASE_URL: db.url, LOG_LEVEL: 'silent' }),
      encoding: 'utf8',
    })
    assert.equal(child.signal, 'SIGKILL', child.stderr)
    assert.deepEqual(await contents(), before)
    assert.equal((await secretStatus(db.app)).current.values, dieAfter)

    assert.equal((await rotate(db.app)).rewrapped, 6 - dieAfter)
    provide({ SKILLSCOPE_OLD_SECRETS: '' })
    assert.deepEqual(await contents(), before)
  }
})

test('C-03: rotations at the same time, and a new secret entered meanwhile, do not get in each other’s way', async () => {
  changeSecret()
  const anew = { ...skilljar, password: 'another-p4ssw0rd' }
  const [one, other] = await Promise.all([
    rotate(db.app),
    rotate(db.app),
    saveCredentials(db.app, 'system', 'skilljar', anew),
  ])
  assert.deepEqual([one.unreadable, other.unreadable], [[], []])
  provide({ SKILLSCOPE_OLD_SECRETS: '' })
  assert.ok((await contents()).includes('another-p4ssw0rd'))
  assert.ok(!(await contents()).includes(skilljar.password))
})

test('C-02: a value that does not open is told by name and left alone, and everything else is brought over', async () => {
  const { sealed } = await db.app.connectorSecret.findFirstOrThrow({ where: { connectorId: 'skilljar' } })
  await db.app.connectorSecret.updateMany({ where: { field: 'accessKeyId' }, data: { sealed } })
  changeSecret()
  const { rewrapped, unreadable } = await rotate(db.app)
  assert.deepEqual([rewrapped, unreadable], [5, ['datacamp accessKeyId']])
  assert.deepEqual((await publicView(db.app, 'datacamp')).unreadable, ['accessKeyId'])
  assert.deepEqual((await publicView(db.app, 'skilljar')).unreadable, [])

  const asksAgain = (error: unknown) => error instanceof SourceError && /Enter it again/.test(error.message)
  await assert.rejects(connection(db.app, 'datacamp'), asksAgain)
  await connection(db.app, 'skilljar')
  // Leaving it empty keeps what is stored, and there is nothing to keep.
  const { accessKeyId: _, secretAccessKey: __, ...place } = bucket
  await assert.rejects(saveCredentials(db.app, 'system', 'datacamp', place), /accessKeyId: This is missing/)
  await saveCredentials(db.app, 'system', 'datacamp', bucket)
  await connection(db.app, 'datacamp')
  // One damaged value is no reason to take the whole installation out of service.
  assert.equal(await hasRightSecret(db.app), true)
})

test('with a lost secret the installation knows it, and after a reset the credentials are entered again', async () => {
  provide({ SKILLSCOPE_SECRET: master() })
  assert.equal(await hasRightSecret(db.app), false)
  assert.equal((await secretStatus(db.app)).unreadable.length, 6)
  assert.equal((await resetSecrets(db.app)).length, 6)
  assert.equal(await hasRightSecret(db.app), true)
  assert.deepEqual(await resetSecrets(db.app), [])

  await assert.rejects(connection(db.app, 'skilljar'), /Enter them again/)
  await assert.rejects(saveCredentials(db.app, 'system', 'skilljar', { ...skilljar, password: '' }), /password/)
  await saveCredentials(db.app, 'system', 'skilljar', skilljar)
  await connection(db.app, 'skilljar')
})

test('a database from before the sentinel takes its secret’s word from the values it holds', async () => {
  await db.app.setting.deleteMany({})
  const own = env.SKILLSCOPE_SECRET
  provide({ SKILLSCOPE_SECRET: master() })
  assert.equal(await hasRightSecret(db.app), false)
  assert.equal(await db.app.setting.count(), 0)
  provide({ SKILLSCOPE_SECRET: own })
  assert.equal(await hasRightSecret(db.app), true)
  assert.equal(await db.app.setting.count(), 1)
})
