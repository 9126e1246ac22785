import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import test, { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { childEnvironment } from '@/lib/env'
import { startEmbedded } from './start'

const homes: string[] = []
const children: ChildProcess[] = []

function newHome(): string {
  const home = mkdtempSync(path.join(os.tmpdir(), 'skillscope-embedded-'))
  // The server's own user has to pass through.
  chmodSync(home, 0o755)
  homes.push(home)
  return home
}

after(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const home of homes) {
    await gone(home)
    rmSync(home, { recursive: true, force: true })
  }
})

interface Held {
  process: ChildProcess
  url: string
  port: number
  started: boolean
}

/** Another process that uses the server of this home. */
async function hold(home: string): Promise<Held> {
  const script = path.join(import.meta.dirname, 'testing', 'hold.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, home], {
    env: childEnvironment({ PGHOST: 'nowhere.invalid', PGPORT: '1' }),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { process: child, ...(JSON.parse(line.toString()) as Omit<Held, 'process'>) }
}

const pidFile = (home: string) => path.join(home, 'postgres', 'server', 'data', 'postmaster.pid')
const serverPid = (home: string) => Number(readFileSync(pidFile(home), 'utf8').split('\n')[0])

async function gone(home: string): Promise<boolean> {
  for (let tries = 0; tries < 500 && existsSync(pidFile(home)); tries++) await sleep(20)
  return !existsSync(pidFile(home))
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ answer: unknown }>(sql)
  await client.end()
  return rows[0]?.answer
}

test('processes that start at once share one server, and it stops when the last of them has gone', async () => {
  const home = newHome()
  const all = await Promise.all([hold(home), hold(home), hold(home)])
  assert.equal(all.filter(({ started }) => started).length, 1)
  assert.equal(new Set(all.map(({ port }) => port)).size, 1)

  const [first, second, third] = all as [Held, Held, Held]
  first.process.stdin!.end()
  await once(first.process, 'exit')
  second.process.kill('SIGKILL')
  await once(second.process, 'exit')
  await sleep(300)
  assert.equal(await ask(third.url, 'select 1 as answer'), 1)

  third.process.kill('SIGKILL')
  assert.equal(await gone(home), true, 'the server outlived its last user')
})

test('data is kept over a start, and the password is for its owner only', async () => {
  const home = newHome()
  const first = await startEmbedded(home, { throwaway: true })
  await ask(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  assert.equal(await gone(home), true)

  const second = await startEmbedded(home, { throwaway: true })
  assert.equal(second.started, true)
  assert.equal(await ask(second.url, 'select answer from kept'), 42)
  assert.equal(statSync(path.join(home, 'postgres', 'password')).mode & 0o777, 0o600)
  assert.match(String(await ask(second.url, 'show listen_addresses').then(() => second.url)), /@127\.0\.0\.1:/)
  await second.stop()
})

test('a server whose guard was killed is adopted, with its data, and stopped afterwards', async () => {
  const home = newHome()
  const lost = await hold(home)
  const pid = serverPid(home)
  const guard = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1])
  process.kill(guard, 'SIGKILL')
  lost.process.kill('SIGKILL')
  await once(lost.process, 'exit')
  await sleep(200)
  assert.equal(serverPid(home), pid, 'the orphan should still run')

  const adopted = await startEmbedded(home, { throwaway: true })
  assert.equal(adopted.started, false)
  assert.equal(serverPid(home), pid)
  await adopted.stop()
  assert.equal(await gone(home), true)
})

test('a machine that died leaves a pid file that does not stop the next start', async () => {
  const home = newHome()
  const first = await startEmbedded(home, { throwaway: true })
  await first.stop()
  assert.equal(await gone(home), true)
  // The number belongs to another program by now: to us.
  writeFileSync(pidFile(home), `${process.pid}\n/nowhere\n0\n1\n\n127.0.0.1\n0 0\nready\n`)
  const second = await startEmbedded(home, { throwaway: true })
  assert.equal(await ask(second.url, 'select 1 as answer'), 1)
  await second.stop()
})

test('a taken port is no obstacle: the server takes a free one', async () => {
  const home = newHome()
  const squatter = createServer().listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  const { port } = squatter.address() as { port: number }
  const first = await startEmbedded(home, { throwaway: true })
  await first.stop()
  await gone(home)
  writeFileSync(path.join(home, 'postgres', 'port'), String(port))

  const second = await startEmbedded(home, { throwaway: true })
  assert.notEqual(second.port, port)
  await second.stop()
  squatter.close()
})

test('a folder that cannot be used is named in one sentence', async () => {
  const file = path.join(newHome(), 'a-file')
  writeFileSync(file, '')
  await assert.rejects(startEmbedded(file), {
    message: /^The folder .*a-file\/postgres cannot be used \(ENOTDIR\)\. .*SKILLSCOPE_HOME/,
  })
})
