/** A real hot standby of a scenario's own server, made from a base backup, which breaks off readers in the way of its replay. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestContext } from 'node:test'
import pg from 'pg'
import { open } from '@/lib/db/embedded/holders'
import { usableFolder } from '@/lib/db/embedded/folder'
import { findPlace, type Place } from '@/lib/db/embedded/place'
import { findRunning, freePort, lastLogLines, startServer } from '@/lib/db/embedded/process'
import { connectClient } from './client'

const READY_WITHIN_MS = 30_000
/** How long the standby waits for a reader in its way before it breaks the reader off. */
const PATIENCE_MS = 50

export interface Standby {
  readonly port: number
  /** Waits until the standby shows what the primary has now. */
  catchUp(): Promise<void>
}

/** `url`: a database of the primary, as its owner. */
export async function startStandby(t: TestContext, url: string): Promise<Standby> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'skillscope-standby-'))
  // The server's user must be able to pass through.
  chmodSync(home, 0o755)
  const primary = await connectClient(t, url)
  const place = await findPlace(usableFolder(path.join(home, 'postgres')))
  await copyData(primary, place)
  follow(place, url)

  const { hold, reader } = open(place.home)
  t.after(async () => {
    hold.release()
    while (findRunning(place)) await sleep(20)
    rmSync(home, { recursive: true, force: true })
  })
  const port = await freePort(0)
  startServer(place, port, false, reader)
  const standby = await connectWhenReady(place, url, port)
  t.after(() => standby.end())
  return {
    port,
    async catchUp() {
      const { rows } = await primary.query<{ lsn: string }>('select pg_current_wal_flush_lsn()::text as lsn')
      const replayed = 'select coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) as done'
      for (const giveUpAt = Date.now() + READY_WITHIN_MS; Date.now() < giveUpAt; await sleep(20)) {
        if ((await standby.query<{ done: boolean }>(replayed, [rows[0]?.lsn])).rows[0]?.done) return
      }
      throw new Error(`The standby does not keep up: ${lastLogLines(place)}`)
    },
  }
}

/** As pg_basebackup does, which our PostgreSQL comes without. */
async function copyData(primary: pg.Client, place: Place): Promise<void> {
  const data = path.join(place.folder, 'data')
  await primary.query(`select pg_backup_start('standby', true)`)
  const folder = await primary.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
  const copied = spawnSync('cp', ['-a', folder.rows[0]?.folder ?? '', data], { encoding: 'utf8' })
  if (copied.status !== 0) throw new Error(`The data of the primary could not be copied: ${copied.stderr}`)
  const { rows } = await primary.query<{ label: string }>('select labelfile as label from pg_backup_stop(false)')
  write(place, 'backup_label', rows[0]?.label ?? '')
  rmSync(path.join(data, 'postmaster.pid'), { force: true })
}

function follow(place: Place, url: string): void {
  const { hostname, port, username, password } = new URL(url)
  const address = `host=${hostname} port=${port} user=${decodeURIComponent(username)} password=${decodeURIComponent(password)}`
  const auto = path.join(place.folder, 'data', 'postgresql.auto.conf')
  const settings = [`primary_conninfo = '${address}'`, `max_standby_streaming_delay = '${PATIENCE_MS}ms'`]
  write(place, 'postgresql.auto.conf', `${[readFileSync(auto, 'utf8'), ...settings].join('\n')}\n`)
  write(place, 'standby.signal', '')
}

function write(place: Place, name: string, content: string): void {
  const file = path.join(place.folder, 'data', name)
  writeFileSync(file, content, { mode: 0o600 })
  if (place.user) chownSync(file, place.user.uid, place.user.gid)
}

async function connectWhenReady(place: Place, url: string, port: number): Promise<pg.Client> {
  const address = new URL(url)
  address.port = String(port)
  for (const giveUpAt = Date.now() + READY_WITHIN_MS; Date.now() < giveUpAt; await sleep(50)) {
    const client = new pg.Client({ connectionString: address.href })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch {
      await client.end().catch(() => undefined)
    }
  }
  throw new Error(`The standby did not start: ${lastLogLines(place)}`)
}
