import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { childEnvironment } from '@/lib/env'
import { emptyDatabase, type EmptyDatabase } from '@/lib/testing/database'
import { startS3Stub, type S3Stub } from '@/lib/testing/s3-stub'
import { bucketFields } from './testing/bucket'

const run = promisify(execFile)

let stub: S3Stub
let elsewhere: S3Stub
let source: EmptyDatabase
let home: string
before(async () => {
  stub = await startS3Stub()
  elsewhere = await startS3Stub()
  stub.put('latest/group_dim.csv', 'group_id\n1\n')
  source = await emptyDatabase()
  await source.pool.query(`create table student (student_id text); insert into student values ('s1')`)
  home = await mkdtemp(path.join(os.tmpdir(), 'skillscope-home-'))
  await mkdir(path.join(home, '.aws'))
  const settings = `region = eu-north-1\nendpoint_url = ${elsewhere.endpoint}\nuse_fips_endpoint = true\nmax_attempts = 9\n`
  await writeFile(path.join(home, '.aws/config'), `[default]\n${settings}\n[profile other]\n${settings}`)
  await writeFile(
    path.join(home, '.aws/credentials'),
    '[default]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n',
  )
  await writeFile(path.join(home, '.pgpass'), '*:*:*:*:wrong\n', { mode: 0o600 })
})
after(async () => {
  await stub.stop()
  await elsewhere.stop()
  await source.drop()
  await rm(home, { recursive: true })
})

/** Opens a connection in a process of its own, because drivers read some variables when they are loaded. */
async function pinElsewhere(
  connect: string,
  credentials: object,
  tables: object,
  poison: Record<string, string>,
): Promise<string> {
  const program = `
    import * as module from './lib/connectors/${connect}'
    const connect = module.connectSkilljar ?? module.connectDatacamp
    const connection = connect(${JSON.stringify(credentials)}, { tables: ${JSON.stringify(tables)}, privateTargets: ['127.0.0.1'], localSources: [] })
    connection.open().then(async (reader) => {
      const signal = new AbortController().signal
      const pinned = await reader.pin(signal)
      const { value } = await reader.read(pinned.tables[0], { since: null, signal }).next()
      console.log(JSON.stringify(value.rows))
      process.exit(0)
    })`
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    env: childEnvironment({ HOME: home, ...poison }),
    timeout: 60_000,
  })
  return stdout.trim()
}

const table = (schema: string, name: string, column: string) => [
  {
    schema,
    name,
    description: '',
    key: [column],
    cursor: null,
    optional: false,
    derived: false,
    aliases: [],
    documentedAt: null,
    columns: [
      {
        name: column,
        kind: 'text',
        description: '',
        aliases: [],
        optional: false,
        deprecated: false,
        pii: false,
        numericText: false,
        references: null,
      },
    ],
  },
]

test('the machine’s own AWS settings play no part in reading a bucket', async () => {
  const rows = await pinElsewhere(
    'datacamp/connection.ts',
    bucketFields(stub),
    table('datacamp', 'group_dim', 'group_id'),
    {
      AWS_ENDPOINT_URL: elsewhere.endpoint,
      AWS_ENDPOINT_URL_S3: elsewhere.endpoint,
      AWS_PROFILE: 'other',
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'AKIAENV',
      AWS_SECRET_ACCESS_KEY: 'env',
      AWS_SESSION_TOKEN: 'token',
      AWS_USE_FIPS_ENDPOINT: 'true',
      AWS_USE_DUALSTACK_ENDPOINT: 'true',
      AWS_MAX_ATTEMPTS: 'nonsense',
      AWS_RETRY_MODE: 'nonsense',
      AWS_DEFAULTS_MODE: 'auto',
      AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS: 'nonsense',
      AWS_S3_USE_ARN_REGION: 'nonsense',
      AWS_AUTH_SCHEME_PREFERENCE: 'sigv4a',
      AWS_REQUEST_CHECKSUM_CALCULATION: 'nonsense',
      AWS_RESPONSE_CHECKSUM_VALIDATION: 'nonsense',
      AWS_SIGV4A_SIGNING_REGION_SET: '*',
      AWS_S3_DISABLE_EXPRESS_SESSION_AUTH: 'nonsense',
      HTTP_PROXY: elsewhere.endpoint,
      HTTPS_PROXY: elsewhere.endpoint,
    },
  )
  assert.equal(rows, '[["1"]]')
  assert.deepEqual(elsewhere.requests, [])
})

test('the machine’s own PostgreSQL settings play no part in reading a database', async () => {
  const url = new URL(source.url)
  const credentials = {
    host: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    schema: 'public',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    sslmode: 'disable',
  }
  const rows = await pinElsewhere('skilljar/connection.ts', credentials, table('skilljar', 'student', 'student_id'), {
    PGHOST: 'x',
    PGPORT: '1',
    PGUSER: 'x',
    PGPASSWORD: 'x',
    PGDATABASE: 'x',
    PGOPTIONS: '-c nonsense=1',
    PGSSLMODE: 'require',
    PGAPPNAME: 'x',
    PGREPLICATION: 'database',
    PGBINARY: '1',
    PGCLIENT_ENCODING: 'LATIN1',
    PGSSLNEGOTIATION: 'direct',
    PGPASSFILE: path.join(home, '.pgpass'),
    PGCONNECT_TIMEOUT: '1',
  })
  assert.equal(rows, '[["s1"]]')
})
