/** S-15 against the real clients: a name server under test gives another address from one question to the next. */
import assert from 'node:assert/strict'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { s3Limits } from './datacamp/s3-settings'
import { openS3Store } from './datacamp/s3-store'
import { Secret } from '@/lib/secrets/secret'
import { checkReach } from './reach'
import { openSession } from './skilljar/session'
import type { SkilljarCredentials } from './skilljar/credentials'
import { SourceError } from './types'

const NAME = 'source.rebinding.example'
const PUBLIC = '8.8.8.8'
const LISTED = '127.0.0.1'
const PRIVATE = '127.0.0.2'
const options = { privateTargets: [LISTED], localSources: [] }
const quick = { ...s3Limits, attempts: 1, connectMs: 2_000, idleMs: 2_000, retryMs: 1_000 }

/** Listens on a port of the listed and of the private address, and counts who comes. */
interface Listeners {
  readonly port: number
  readonly came: Record<string, number>
}
const servers: net.Server[] = []
const { lookup } = dns
let answers: string[] = []
let asked = 0
let listening: Listeners

before(async () => {
  listening = await listen()
  // The last answer stays.
  const scripted = (_: string, given: { all?: boolean }, callback: (...results: unknown[]) => void) => {
    asked++
    const address = (answers.length > 1 ? answers.shift() : answers[0]) ?? PRIVATE
    if (given.all) callback(null, [{ address, family: 4 }])
    else callback(null, address, 4)
  }
  Object.assign(dns, { lookup: scripted })
  syncBuiltinESMExports()
})
after(() => {
  Object.assign(dns, { lookup })
  syncBuiltinESMExports()
  for (const server of servers) server.close()
})
beforeEach(() => {
  asked = 0
  Object.assign(listening.came, { [LISTED]: 0, [PRIVATE]: 0 })
})

async function listen(): Promise<Listeners> {
  const came: Record<string, number> = {}
  let port = 0
  for (const address of [LISTED, PRIVATE]) {
    const server = net.createServer((socket) => {
      came[address] = (came[address] ?? 0) + 1
      socket.destroy()
    })
    servers.push(server)
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve))
    port = (server.address() as net.AddressInfo).port
  }
  return { port, came }
}

const database = (): SkilljarCredentials => ({
  host: NAME,
  port: listening.port,
  database: 'acme',
  schema: 'public',
  user: 'reader',
  password: 'p4ssw0rd-of-skilljar',
  sslmode: 'disable',
})
const bucket = () => ({
  bucket: 'acme-datacamp',
  region: 'us-east-1',
  accessKeyId: new Secret('AKIASTUBSTUBSTUB1234'),
  secretAccessKey: new Secret('pl4nted-s3cret'),
  endpoint: `https://${NAME}:${listening.port}`,
  forcePathStyle: true,
})
const isRefusal = (error: unknown) => {
  assert.ok(error instanceof SourceError, String(error))
  assert.equal(error.code, 'private_target', error.message)
  return true
}
const noVisits = { [LISTED]: 0, [PRIVATE]: 0 }
const list = async (privateTargets: readonly string[]) => {
  const store = await openS3Store(bucket(), privateTargets, quick)
  return store.list('latest', AbortSignal.timeout(10_000)).finally(() => store.close())
}

test('S-15: a database whose name is public when it is saved and private when it is used is refused, unvisited', async () => {
  answers = [PUBLIC, PRIVATE]
  await checkReach('skilljar', database(), options)
  await assert.rejects(openSession(database(), options.privateTargets), isRefusal)
  assert.deepEqual(listening.came, noVisits)
})

test('S-15: a database is visited at the address that was checked, whatever its name says a moment later', async () => {
  answers = [LISTED, PRIVATE]
  await assert.rejects(openSession(database(), options.privateTargets), SourceError)
  assert.deepEqual(listening.came, { [LISTED]: 1, [PRIVATE]: 0 })
  assert.equal(asked, 1)
})

test('S-15: a bucket whose name is public when it is checked and private when it is used is refused, unvisited', async () => {
  answers = [PUBLIC, PRIVATE]
  await assert.rejects(list(options.privateTargets), isRefusal)
  assert.deepEqual(listening.came, noVisits)
})

test('S-15: a bucket is visited at the address that was checked for that very connection', async () => {
  // The endpoint is checked when the store is opened; the connection asks once more and goes where that answer says.
  answers = [LISTED, LISTED, PRIVATE]
  await assert.rejects(list(options.privateTargets), SourceError)
  assert.deepEqual(listening.came, { [LISTED]: 1, [PRIVATE]: 0 })
  assert.equal(asked, 2)
})
