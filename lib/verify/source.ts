/**
 * A mirror against its source: everything is read as a full refresh reads it, staged and compared, and nothing of it is
 * published. It holds the connector's lease meanwhile, so that no refresh runs into it.
 */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { Reader } from '@/lib/connectors/types'
import type { App } from '@/lib/db/app'
import { claim, release, timing as defaultTiming, type Claimed, type Timing } from '@/lib/refresh/claim'
import { dropStaging } from '@/lib/refresh/cleanup'
import { findChange } from '@/lib/refresh/difference'
import { isMultiset, literal, mirrorName, quote, stagingName } from '@/lib/refresh/mirror'
import { Pulse } from '@/lib/refresh/pulse'
import { readSource, type Delivery } from '@/lib/refresh/read-source'
import { oneAtATime, openStates } from '@/lib/refresh/request'
import type { Run, StagedTable } from '@/lib/refresh/stage'
import { StagingSpace } from '@/lib/refresh/staging-space'
import { validateTable } from '@/lib/refresh/validate'
import { difference, part, SAMPLES, type Difference, type Part } from './report'
import { inRolledBack } from './rolled-back'
import { describeRows } from './rollups'

export interface VerifySource {
  readonly app: App
  readonly pool: pg.Pool
  readonly open: () => Promise<Reader>
  readonly signal: AbortSignal
  readonly timing?: Timing
  readonly onProgress?: (rows: number, expected: number | null, step: string) => void
}

/** A refresh is under way: the comparison would be of two things that both move. */
export class VerifyRefused extends Error {
  override name = 'VerifyRefused'
}

const POLL_MS = 1_000

export async function verifySource(given: VerifySource, connectorId: ConnectorId): Promise<Part> {
  const { app, pool, signal, timing = defaultTiming } = given
  const runId = await startRun(app, connectorId)
  let claimed: Claimed | undefined
  try {
    claimed = await claim(pool, runId, signal, { ...timing, waitSeconds: 0 })
    if (!claimed) throw new VerifyRefused(refusal(connectorId))
    const pulse = new Pulse(pool, claimed, timing, signal)
    const run: Run = { ...claimed, pool, pulse, full: true, reconcile: false, replay: false, space: new StagingSpace() }
    const progress = setInterval(() => void tellProgress(given, runId), POLL_MS)
    try {
      return await compareAll(run, connectorId, await readSource(run, given.open))
    } catch (error) {
      throw pulse.signal.aborted ? pulse.signal.reason : error
    } finally {
      clearInterval(progress)
      await pulse.stop()
    }
  } finally {
    // Nothing was refreshed, so the history of refreshes says nothing of it.
    await dropStaging(pool, runId)
    await pool.query('delete from app.quarantine where run_id = $1', [runId])
    await pool.query('delete from app.refresh_run where id = $1', [runId])
    if (claimed) await release(pool, claimed)
  }
}

/** Shown as a run while it lasts, so that whoever asks for a refresh sees why it has to wait. No worker takes it up. */
async function startRun(app: App, connectorId: ConnectorId): Promise<number> {
  return app.$transaction(async (tx) => {
    await oneAtATime(tx, connectorId)
    const running = await tx.refreshRun.findFirst({ where: { connectorId, state: { in: [...openStates] } } })
    if (running) throw new VerifyRefused(refusal(connectorId, Number(running.id)))
    const data = { connectorId, trigger: 'verify', full: true, state: 'extracting', heartbeatAt: new Date() } as const
    const { id } = await tx.refreshRun.create({ data })
    return Number(id)
  })
}

function refusal(connectorId: ConnectorId, runId?: number): string {
  const run = runId === undefined ? 'A refresh' : `Refresh ${runId}`
  return `${run} of ${connectorId} is under way, so its mirror cannot be compared now. Try again when it has ended, or use --no-source.`
}

async function tellProgress({ app, onProgress }: VerifySource, runId: number): Promise<void> {
  const run = await app.refreshRun.findUnique({ where: { id: runId } }).catch(() => null)
  if (!run || !onProgress) return
  onProgress(Number(run.rowsRead), run.rowsExpected === null ? null : Number(run.rowsExpected), run.step ?? '')
}

async function compareAll(run: Run, connectorId: ConnectorId, { tables }: Delivery): Promise<Part> {
  const validated: StagedTable[] = []
  for (const staged of tables) validated.push(await validateTable(run, staged))

  const differences = await inRolledBack(run.pool, run.pulse.signal, async (tx) => {
    await tx.query(`set local work_mem = '256MB'`)
    const found: Difference[] = []
    for (const staged of validated) {
      run.pulse.step(`Comparing ${staged.source.table.name}`)
      found.push(...(await compareTable(tx, run, connectorId, staged)))
    }
    return found
  })
  const delivered = new Set(tables.map(({ source }) => source.table.name))
  const absent = tablesOf(connectorId).filter(({ name, derived }) => !derived && !delivered.has(name))
  return part({
    name: 'Mirror against source',
    connectorId,
    checked: validated.length,
    differences,
    notes: absent.map(({ name }) => `${name} is not delivered, so it was not compared.`),
  })
}

async function compareTable(
  tx: pg.PoolClient,
  run: Run,
  connectorId: ConnectorId,
  staged: StagedTable,
): Promise<Difference[]> {
  const { inserts, updates, deletes } = await findChange(tx, run, staged)
  if (inserts + updates + deletes === 0) return []
  const { table } = staged.source
  const newer = await changedSince(tx, connectorId, staged)
  const { rows } = await tx.query<Record<'missing' | 'surplus' | 'different', number> & Sampled>(
    `with differing as (
       select c.live is null as missing, c.staged is null as surplus, coalesce(${newer.condition}, false) as moved_on,
         ${placeOf(staged)} as place
       from pg_temp.change c
       left join ${stagingName(run.runId, table)} s on s.ctid = c.staged
       left join ${mirrorName(table)} l on l.ctid = c.live
     )
     select moved_on, count(*) filter (where missing) as missing, count(*) filter (where surplus) as surplus,
       count(*) filter (where not missing and not surplus) as different,
       (array_agg(place order by place))[1:${SAMPLES}] as samples
     from differing group by moved_on order by moved_on`,
  )
  return rows.map(({ moved_on: movedOn, samples, ...counted }) => {
    const counts = {
      missing: Number(counted.missing),
      surplus: Number(counted.surplus),
      different: Number(counted.different),
    }
    const told = describeRows(counts)
    return difference({
      subject: `${table.schema}.${table.name}`,
      message: movedOn ? `the source has moved on since ${newer.since}: ${told}` : `compared with the source, ${told}`,
      rows: counts.missing + counts.surplus + counts.different,
      samples,
      movedOn,
    })
  })
}

interface Sampled {
  readonly moved_on: boolean
  readonly samples: string[]
}

/** The key of a row; where there is none, the hash of its contents. */
function placeOf({ source: { table } }: StagedTable): string {
  if (isMultiset(table)) return `'hash ' || coalesce(s.row_hash, l.row_hash)::text`
  return `concat_ws(' ', ${table.key.map((name) => `coalesce(s.${quote(name)}, l.${quote(name)})`).join(', ')})`
}

interface Newer {
  /** True for a row that is newer than what was published. */
  readonly condition: string
  readonly since: string
}

/** A row stamped after the watermark, or an object that is no longer the one that was published: the next refresh reads it. */
async function changedSince(tx: pg.PoolClient, connectorId: ConnectorId, { source }: StagedTable): Promise<Newer> {
  const { table, etag } = source
  const { rows } = await tx.query<{ watermark: string | null; etag: string | null; last_modified: string | null }>(
    `select (select value from app.watermark where connector_id = $1 and table_name = $2) as watermark,
       done.etag, done.last_modified
     from app.connector
     left join app.refresh_run_table done on done.run_id = published_run_id and done.table_name = $2
     where connector.id = $1`,
    [connectorId, table.name],
  )
  const published = rows[0]
  if (table.cursor !== null && published?.watermark) {
    const { watermark } = published
    return { condition: `s.${quote(table.cursor)}::timestamp > ${literal(watermark)}::timestamp`, since: watermark }
  }
  const replaced = etag !== null && published?.etag !== null && published?.etag !== etag
  return { condition: String(replaced), since: published?.last_modified ?? 'the last refresh' }
}
