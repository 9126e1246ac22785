import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { inspect } from 'node:util'
import { provide } from '@/lib/env'
import { startS3Stub, type S3Stub } from '@/lib/testing/s3-stub'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { connection, InvalidCredentials, publicView, removeCredentials, saveCredentials } from './credentials'
import { connectors } from './registry'
import { SourceError } from './types'

const password = 'pl4nted-s3cret'
const skilljar = { host: 'skilljar.example.invalid', database: 'acme', user: 'analytics', password }
const bucket = {
  bucket: 'acme-datacamp',
  region: 'us-east-1',
  accessKeyId: 'AKIASTUBSTUBSTUB1234',
  secretAccessKey: password,
}

let db: TestDatabase
let stub: S3Stub
before(async () => {
  provide({
    SKILLSCOPE_SECRET: randomBytes(32).toString('base64'),
    SKILLSCOPE_PRIVATE_TARGETS: '127.0.0.1',
    SKILLSCOPE_LOCAL_SOURCES: '/nowhere',
  })
  db = await testDatabase()
  stub = await startS3Stub()
})
after(async () => {
  await stub.stop()
  await db.drop()
})
beforeEach(async () => {
  await removeCredentials(db.app, 'system', 'skilljar')
  await removeCredentials(db.app, 'system', 'datacamp')
})

const refusedFor =
  (...fields: string[]) =>
  (error: unknown) => {
    assert.ok(error instanceof InvalidCredentials, String(error))
    assert.deepEqual(Object.keys(error.fields).sort(), fields.sort(), inspect(error.fields))
    assert.ok(!inspect(error).includes(password))
    return true
  }
const versions = async (connectorId: string) =>
  Object.fromEntries(
    (await db.app.connectorSecret.findMany({ where: { connectorId } })).map(({ field, version }) => [field, version]),
  )

test('a secret is stored sealed and never comes back, not even to the audit', async () => {
  await saveCredentials(db.app, 'system', 'skilljar', skilljar)
  const view = await publicView(db.app, 'skilljar')
  assert.deepEqual(view.config, {
    host: skilljar.host,
    port: 5432,
    database: 'acme',
    schema: 'public',
    user: 'analytics',
    sslmode: 'require',
  })
  assert.deepEqual(Object.keys(view.secrets), ['password'])
  assert.ok(view.secrets.password?.setAt instanceof Date)

  const { rows } = await db.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'app'`,
  )
  const dump = await Promise.all(
    rows.map(async ({ name }) => JSON.stringify((await db.pool.query(`select * from ${name}`)).rows)),
  )
  for (const text of [...dump, inspect(view, { depth: 9 })]) {
    assert.ok(!text.includes(password) && !text.includes(Buffer.from(password).toString('base64')))
  }
  assert.match(dump.join(), /connector\.credentials\.saved/)
  assert.equal((await connection(db.app, 'skilljar')).id, 'skilljar')
})

test('an empty secret keeps the stored one; a new one replaces it', async () => {
  await saveCredentials(db.app, 'system', 'skilljar', skilljar)
  await saveCredentials(db.app, 'system', 'skilljar', { ...skilljar, schema: 'learning', password: '' })
  assert.deepEqual(await versions('skilljar'), { password: 1 })
  assert.equal((await publicView(db.app, 'skilljar')).config.schema, 'learning')
  await saveCredentials(db.app, 'system', 'skilljar', { ...skilljar, password: 'another-s3cret' })
  assert.deepEqual(await versions('skilljar'), { password: 2 })
  assert.equal((await publicView(db.app, 'skilljar')).config.schema, 'public')
})

test('the mask that a page or a password manager shows is never stored as the secret', async () => {
  await saveCredentials(db.app, 'system', 'skilljar', skilljar)
  for (const mask of ['--------', '********', '••••••••', '.....', '[redacted]', '   ']) {
    await assert.rejects(
      saveCredentials(db.app, 'system', 'skilljar', { ...skilljar, password: mask }),
      refusedFor('password'),
    )
  }
  assert.deepEqual(await versions('skilljar'), { password: 1 })
  await saveCredentials(db.app, 'system', 'skilljar', { ...skilljar, password: '-*-s3cret-*-' })
})

test('C-05: a changed destination asks for the secret again, so it cannot be sent to a place of someone’s own', async () => {
  await saveCredentials(db.app, 'system', 'skilljar', skilljar)
  const { password: _, ...open } = skilljar
  for (const change of [
    { host: 'evil.example.invalid' },
    { port: '6432' },
    { user: 'x' },
    { database: 'x' },
    { sslmode: 'disable' },
  ]) {
    await assert.rejects(saveCredentials(db.app, 'system', 'skilljar', { ...open, ...change }), refusedFor('password'))
  }
  await saveCredentials(db.app, 'system', 'skilljar', { ...open, port: '5432', sslmode: 'require' })

  await saveCredentials(db.app, 'system', 'datacamp', bucket)
  const { secretAccessKey: __, accessKeyId: ___, ...place } = bucket
  await saveCredentials(db.app, 'system', 'datacamp', { ...place, folder: '2026-01-31' })
  for (const change of [
    { bucket: 'other-bucket' },
    { region: 'eu-west-1' },
    { endpoint: 'https://evil.example.invalid' },
  ]) {
    await assert.rejects(
      saveCredentials(db.app, 'system', 'datacamp', { ...place, ...change }),
      refusedFor('accessKeyId', 'secretAccessKey'),
    )
  }
  await assert.rejects(
    saveCredentials(db.app, 'system', 'datacamp', { ...place, accessKeyId: 'AKIANEW' }),
    refusedFor('secretAccessKey'),
  )
  assert.deepEqual(await versions('datacamp'), { accessKeyId: 1, secretAccessKey: 1 })
})

test('nothing that could be a path, an option or a disguised address gets into a field', async () => {
  const bad: [object, string][] = [
    ...[
      '/var/run/postgresql',
      'a,b',
      'a b',
      'a\nb',
      'x?sslrootcert=/etc/passwd',
      '2130706433',
      'a'.repeat(300),
      'host:5432',
      'user@host',
    ].map((host): [object, string] => [{ host }, 'host']),
    ...['127.0.0.2', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.2'].map((host): [object, string] => [
      { host },
      'host',
    ]),
    [{ port: '70000' }, 'port'],
    [{ port: '5432 options=x' }, 'port'],
    [{ ca: '/etc/ssl/ca.pem' }, 'ca'],
    [{ ca: 'file:///etc/passwd' }, 'ca'],
    [{ sslmode: 'prefer' }, 'sslmode'],
    [{ database: 'a\0b' }, 'database'],
    [{ options: '-c x=y' }, 'options'],
    [{ service: 'x' }, 'service'],
    [{ host: '' }, 'host'],
    [{ password: '' }, 'password'],
  ]
  for (const [change, field] of bad) {
    await assert.rejects(
      saveCredentials(db.app, 'system', 'skilljar', { ...skilljar, ...change }),
      refusedFor(field),
      JSON.stringify(change),
    )
  }
  const badBuckets: [object, string][] = [
    ...['../x', 'a@b', 'a b', 'Bücket', 'ab', 'a..b', 'A-b-c', '-abc', 'x'.repeat(64)].map((name): [object, string] => [
      { bucket: name },
      'bucket',
    ]),
    ...['us-east-1/..', 'us east', 'évil', 'a.b', 'x@y'].map((region): [object, string] => [{ region }, 'region']),
    ...[
      'ftp://x',
      'https://x/path',
      'https://user:p@x',
      'x',
      'http://2130706433',
      'http://0x7f.1',
      'http://169.254.169.254',
      'http://8.8.8.8',
      'https://x?y',
    ].map((endpoint): [object, string] => [{ endpoint }, 'endpoint']),
    ...['../x', '/latest', 'a//b', 'latest/..', 'a b'].map((folder): [object, string] => [{ folder }, 'folder']),
    [{ path: '/etc' }, 'form'],
  ]
  for (const [change, field] of badBuckets) {
    const refused = field === 'form' ? (error: unknown) => error instanceof InvalidCredentials : refusedFor(field)
    await assert.rejects(
      saveCredentials(db.app, 'system', 'datacamp', { ...bucket, ...change }),
      refused,
      JSON.stringify(change),
    )
  }
  await assert.rejects(saveCredentials(db.app, 'system', 'datacamp', { path: '/etc' }), refusedFor('path'))
  await assert.rejects(saveCredentials(db.app, 'system', 'datacamp', { path: 'relative' }), refusedFor('path'))
  assert.equal((await publicView(db.app, 'datacamp')).isConfigured, false)
})

test('stored credentials open the connection they were entered for', async () => {
  stub.put('latest/user_dim.csv', 'x')
  await saveCredentials(db.app, 'system', 'datacamp', { ...bucket, endpoint: stub.endpoint, forcePathStyle: 'on' })
  const opened = await connection(db.app, 'datacamp')
  const reader = await opened.open()
  await assert.rejects(
    reader.pin(new AbortController().signal),
    (error) => error instanceof SourceError && error.code === 'missing_table',
  )
  assert.ok(stub.requests.length > 0)
  assert.ok(!inspect([opened, reader], { depth: 9, showHidden: true }).includes(password))
})

test('C-02: another SKILLSCOPE_SECRET, or a sealed value moved to another field, asks for the credentials again', async () => {
  await saveCredentials(db.app, 'system', 'datacamp', bucket)
  const sealed = await db.app.connectorSecret.findMany({ where: { connectorId: 'datacamp' } })
  const [key, secret] = ['accessKeyId', 'secretAccessKey'].map((name) => sealed.find(({ field }) => field === name))
  const isBroken = (error: unknown) =>
    error instanceof SourceError && error.code === 'credentials' && /Enter it again/.test(error.message)
  await db.app.connectorSecret.updateMany({
    where: { connectorId: 'datacamp', field: 'accessKeyId' },
    data: { sealed: secret!.sealed },
  })
  await assert.rejects(connection(db.app, 'datacamp'), isBroken)
  await db.app.connectorSecret.updateMany({
    where: { connectorId: 'datacamp', field: 'accessKeyId' },
    data: { sealed: key!.sealed },
  })
  await connection(db.app, 'datacamp')
  provide({ SKILLSCOPE_SECRET: randomBytes(32).toString('base64') })
  await assert.rejects(connection(db.app, 'datacamp'), isBroken)
  await saveCredentials(db.app, 'system', 'datacamp', bucket)
  await connection(db.app, 'datacamp')
})

test('a connector without credentials says so', async () => {
  await assert.rejects(connection(db.app, 'skilljar'), /Skilljar is not connected yet/)
  assert.equal((await publicView(db.app, 'skilljar')).isConfigured, false)
})

test('every field of the form is one of the schema, and every schema field is in the form', () => {
  for (const kind of Object.values(connectors)) {
    const names = kind.fields.map(({ name }) => name)
    const variants = [kind.schemaFor({}), kind.schemaFor({ path: '/x' })]
    const known = new Set(variants.flatMap((schema) => Object.keys((schema as unknown as { shape: object }).shape)))
    assert.deepEqual([...known].sort(), [...names].sort())
    for (const field of kind.fields) assert.ok(field.label && field.group)
  }
})
