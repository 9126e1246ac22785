/** `verify` and `secrets` as people and scripts call them. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { saveCredentials } from '@/lib/connectors/credentials'
import { childEnvironment, provide } from '@/lib/env'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'

const master = () => randomBytes(32).toString('base64')
const SKILLSCOPE_SECRET = master()
let database: TestDatabase
before(async () => {
  database = await testDatabase()
  provide({ SKILLSCOPE_SECRET })
})
after(() => database.drop())

interface Answer {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Not spawnSync: the embedded server of this process has to stay alive meanwhile. */
function skillscope(args: string[], changes: Record<string, string> = {}): Promise<Answer> {
  const env = { DATABASE_URL: database.url, SKILLSCOPE_SECRET, LOG_LEVEL: 'fatal', npm_lifecycle_event: undefined }
  return new Promise((resolve) => {
    const options = { env: childEnvironment({ ...env, ...changes }) }
    execFile(process.execPath, ['bin/skillscope.mjs', ...args], options, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr })
    })
  })
}

test('verify says that all is equal, and with exit code 1 what is not', async () => {
  const equal = await skillscope(['verify', '--json'])
  assert.equal(equal.status, 0, equal.stderr)
  const report = JSON.parse(equal.stdout) as { equal: boolean; parts: { name: string; leftOut: string | null }[] }
  assert.equal(report.equal, true)
  assert.ok(report.parts.some(({ leftOut }) => leftOut !== null))

  await database.pool.query(`insert into mart.person (person_key, name) values ('nobody@example.com', 'Nobody')`)
  const differing = await skillscope(['verify', 'datacamp'])
  assert.equal(differing.status, 1)
  assert.match(differing.stdout, /✗ People.*1 difference\n +mart\.person +a person has no account/)
  assert.match(differing.stdout, /There are differences/)
  assert.doesNotMatch(differing.stdout, /skilljar/)
  assert.match(differing.stderr, /Rollups against mirrors/)
  await database.pool.query('delete from mart.person')
})

test('verify goes on where a source does not answer, and says with exit code 2 that a part is missing', async () => {
  const fields = { host: 'db.example.invalid', database: 'acme', user: 'analytics', password: 'pl4nted-s3cret' }
  await saveCredentials(database.app, 'system', 'skilljar', fields)
  const missing = await skillscope(['verify'])
  assert.equal(missing.status, 2, missing.stdout)
  assert.match(missing.stdout, /✓ Rollups against mirrors/)
  assert.match(missing.stdout, /! Mirror against source \(skilljar\) +.*db\.example\.invalid/)

  await database.pool.query(`insert into mart.person (person_key, name) values ('nobody@example.com', 'Nobody')`)
  assert.equal((await skillscope(['verify', 'skilljar'])).status, 1)
  await database.pool.query('delete from mart.person')
  await database.app.connector.delete({ where: { id: 'skilljar' } })
})

test('verify --source asks for credentials where there are none', async () => {
  const { status, stderr } = await skillscope(['verify', 'skilljar', '--source'])
  assert.equal(status, 1)
  assert.equal(stderr, 'The source skilljar has no credentials yet, so it cannot be read.\n')
})

test('a secret is changed in three steps, and the command says when the former one may go', async () => {
  const password = 'pl4nted-s3cret'
  const fields = { host: 'db.example.invalid', database: 'acme', user: 'analytics', password }
  await saveCredentials(database.app, 'system', 'skilljar', fields)
  const ring = { SKILLSCOPE_SECRET: master(), SKILLSCOPE_OLD_SECRETS: SKILLSCOPE_SECRET }

  const before = await skillscope(['secrets', 'status'], ring)
  assert.match(before.stdout, /Former secret \w+: 1 value\. Keep it, and run: skillscope secrets rotate/)
  const rotated = await skillscope(['secrets', 'rotate'], ring)
  assert.equal(rotated.status, 0, rotated.stderr)
  assert.match(rotated.stdout, /^1 value brought over/)
  assert.match(rotated.stdout, /It may be taken out of SKILLSCOPE_OLD_SECRETS/)

  const without = await skillscope(['secrets', 'status', '--json'], { SKILLSCOPE_SECRET: ring.SKILLSCOPE_SECRET })
  assert.equal(without.status, 0, without.stdout)
  const wrong = await skillscope(['secrets', 'status'])
  assert.equal(wrong.status, 1)
  assert.match(wrong.stdout, /✗ skilljar password is opened by none of the secrets\. Enter it again\./)
  const asked = await skillscope(['secrets', 'reset'])
  assert.equal(asked.status, 1)
  assert.match(asked.stderr, /skilljar password.*repeat with --yes/)
  const all = [before, rotated, without, wrong, asked].map(({ stdout, stderr }) => stdout + stderr).join()
  for (const secret of [password, SKILLSCOPE_SECRET, ring.SKILLSCOPE_SECRET]) assert.ok(!all.includes(secret))
})

test('a malformed former secret ends the start and is not repeated', async () => {
  const { status, stderr } = await skillscope(['secrets', 'status'], { SKILLSCOPE_OLD_SECRETS: `${master()},hunter2` })
  assert.equal(status, 1)
  assert.match(stderr, /^SKILLSCOPE_OLD_SECRETS is malformed/)
  assert.doesNotMatch(stderr, /hunter2/)
})
