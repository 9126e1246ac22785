/** Refreshes of one very large fact file: the limits that the product promises to keep on two cores. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { refreshFlags, startNode } from '@/lib/ops/processes'
import type { TestDatabase } from '@/lib/testing/database'
import { createFactDelivery, writeFacts } from './fact-file'
import { perSecond, percentile, seconds, type Ratio } from './measure'
import { readOverview, type Reading } from './read-overview'
import type { RefreshReport } from './refresh-once'
import { withDatabase } from './sources'

/** One row in so many differs in the second delivery. */
const CHANGE_EVERY = 100
const READINGS = 30
const MEGABYTE = 1e6

interface Large {
  readonly database: TestDatabase
  readonly place: string
  readonly rows: number
}

export async function benchLarge(rows: number): Promise<Ratio[]> {
  const place = mkdtempSync(path.join(os.tmpdir(), 'skillscope-bench-large-'))
  const latest = path.join(place, 'latest')
  try {
    await createFactDelivery(latest, rows)
    return await withDatabase(async (database) => {
      await database.app.connector.create({ data: { id: 'datacamp' } })
      const large = { database, place, rows }
      const copied = await rawCopy(database.pool, path.join(latest, 'course_fact.csv'))
      const first = await refreshInChild(large)
      // Between two deliveries lies a day, in which autovacuum comes by.
      await database.pool.query('vacuum (analyze)')
      const again = await refreshInChild(large)
      const alone = await readings(database, (done) => done.length < READINGS)
      await writeFacts(latest, { rows, changeEvery: CHANGE_EVERY })
      const changed = await refreshInChild(large)
      // Readers take their share of two cores, so they are measured beside a refresh of their own.
      await writeFacts(latest, { rows, changeEvery: CHANGE_EVERY + 1 })
      const beside = refreshInChild(large)
      const during = await readings(database, whilePublishing(database.pool, beside))
      await beside
      return ratios(large, { copied, first, again, changed, alone, during })
    })
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

interface Measured {
  readonly copied: number
  readonly first: RefreshReport
  readonly again: RefreshReport
  readonly changed: RefreshReport
  readonly alone: readonly number[]
  readonly during: readonly number[]
}

function ratios({ rows }: Large, { copied, first, again, changed, alone, during }: Measured): Ratio[] {
  const millions = `${(rows / 1e6).toLocaleString('en')} M rows`
  const peak = Math.max(first.peakBytes, again.peakBytes, changed.peakBytes)
  const at = (times: readonly number[]) => percentile(times, 0.95) * 1_000
  return [
    {
      name: `first load of ${millions}, against raw COPY`,
      value: copied / first.seconds,
      limit: 'at least 0.40',
      reads: '1.00 = as fast as COPY into the same typed table with the same indexes',
      ours: `${perSecond(rows, first.seconds)} (${first.seconds.toFixed(1)} s)`,
      against: `${perSecond(rows, copied)} (${copied.toFixed(1)} s)`,
    },
    {
      name: `rollups after that first load, seconds`,
      value: first.buildSeconds,
      reads: 'questions are answered from the marts meanwhile',
      ours: `${first.buildSeconds.toFixed(1)} s`,
      against: `${first.seconds.toFixed(1)} s for the first load`,
    },
    {
      name: `the same ${millions} again, seconds`,
      value: again.seconds,
      limit: 'at most 2',
      reads: 'seconds, listing included',
      ours: `${again.seconds.toFixed(2)} s`,
      against: `${first.seconds.toFixed(1)} s for the first load`,
    },
    {
      name: `1 % of ${millions} changed, million rows/s`,
      value: rows / changed.seconds / 1e6,
      limit: 'at least 0.50',
      reads: 'rows of the file over all of the refresh',
      ours: `${perSecond(rows, changed.seconds)} (${changed.seconds.toFixed(1)} s)`,
      against: `raw COPY ${perSecond(rows, copied)}`,
    },
    {
      name: 'peak memory of the worker, of 300 MB',
      value: peak / (300 * MEGABYTE),
      limit: 'at most 1.00',
      reads: '1.00 = 300 MB resident',
      ours: `${Math.round(peak / MEGABYTE)} MB`,
      against: '300 MB',
    },
    {
      name: 'Overview’s queries during a publish, p95',
      value: at(during) / at(alone),
      limit: 'at most 1.50',
      reads: 'times as long as without a publish; nothing remembered',
      ours: `${at(during).toFixed(1)} ms (${during.length} readings)`,
      against: `${at(alone).toFixed(1)} ms (${alone.length} readings)`,
    },
  ]
}

async function refreshInChild({ database, place }: Large): Promise<RefreshReport> {
  const args = ['--no-warnings=ExperimentalWarning', ...refreshFlags, '--import', 'tsx', 'bench/refresh-once.ts']
  const child = startNode('bench refresh', [...args, place], { env: { DATABASE_URL: database.url } })
  const report = new Promise<RefreshReport>((resolve) => child.process.once('message', resolve))
  const ended = child.ended.then((code) => Promise.reject(new Error(`The refresh's process ended with ${code}.`)))
  const result = await Promise.race([report, ended])
  if (result.state !== 'published' && result.state !== 'unchanged') {
    throw new Error(`The refresh ended ${result.state}: ${result.problem ?? 'no reason given'}`)
  }
  return result
}

/** The columns of the file are the table's own, so COPY alone can load it where nothing is wrong with it. */
async function rawCopy(pool: pg.Pool, file: string): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('create schema raw')
    await client.query('create table raw.course_fact (like datacamp.course_fact including all)')
    await client.query('alter table raw.course_fact alter row_hash drop not null')
    const columns = 'user_id, course_id, date_id, started_at, completed_at, time_spent, xp'
    return await seconds(async () => {
      const copy = client.query(copyFrom(`copy raw.course_fact (${columns}) from stdin (format csv, header)`))
      await pipeline(createReadStream(file), copy)
    })
  } finally {
    await client.query('drop schema raw cascade')
    client.release()
  }
}

/** Reads Overview again and again, with a pause between, as people do. */
async function readings(
  { url }: TestDatabase,
  goOn: (done: readonly number[]) => boolean | Promise<boolean>,
): Promise<readonly number[]> {
  const reading: Reading = readOverview(url)
  const done: number[] = []
  try {
    await reading.read()
    while (await goOn(done)) {
      done.push(await seconds(() => reading.read()))
      await sleep(50)
    }
    return done
  } finally {
    await reading.close()
  }
}

/** Waits for the publish to begin, and says so until it has ended. */
function whilePublishing(pool: pg.Pool, run: Promise<unknown>): () => Promise<boolean> {
  let ended = false
  void run.finally(() => (ended = true)).catch(() => undefined)
  return async () => {
    for (;;) {
      if (ended) return false
      const { rows } = await pool.query<{ state: string }>('select state from app.refresh_run order by id desc limit 1')
      if (rows[0]?.state === 'publishing') return true
      await sleep(20)
    }
  }
}
