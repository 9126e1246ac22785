/**
 * Reads Skilljar's database in one REPEATABLE READ READ ONLY transaction, so that all tables are of one moment.
 * Tables with a cursor can be read from a moment on; the overlap catches rows that were stamped early and committed late.
 */
import { to as copyTo } from 'pg-copy-streams'
import type { Table } from '@/lib/catalogue/types'
import { withIdleLimit } from '../idle-limit'
import { SourceError, type Reader } from '../types'
import { readCopyText } from './copy-text'
import { discover, type DiscoveredTable } from './discover'
import { explainPostgres } from './errors'
import { copyStatement } from './query'
import { sessionLimits, type Session, type SessionLimits } from './session'

export interface SnapshotOptions {
  readonly schema: string
  readonly tables: readonly Table[]
  readonly overlapMinutes?: number
  readonly limits?: SessionLimits
}

const OVERLAP_MINUTES = 60

/** `session`: freshly opened; the reader closes it. */
export function openSnapshot(session: Session, options: SnapshotOptions): Reader {
  const { client, place, kill } = session
  const { overlapMinutes = OVERLAP_MINUTES, limits = sessionLimits } = options
  let discovered = new Map<string, DiscoveredTable>()
  let sourceNow = ''

  /** A cancelled run must not wait for the source. */
  async function cancellable<T>(signal: AbortSignal, table: string | undefined, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    signal.addEventListener('abort', kill)
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      throw explainPostgres(error, table === undefined ? place : { ...place, table })
    } finally {
      signal.removeEventListener('abort', kill)
    }
  }

  return {
    pin: (signal) =>
      cancellable(signal, undefined, async () => {
        const clock = await beginSnapshot(session, limits)
        sourceNow = clock.now
        const { tables, warnings } = await discover(session, options.schema, options.tables)
        discovered = new Map(tables.map((table) => [table.source.object, table]))
        return {
          asOf: new Date(`${sourceNow.replace(' ', 'T')}Z`),
          tables: tables.map(({ source }) => source),
          warnings,
          snapshot: { sourceNow, serverVersion: clock.version, schema: options.schema },
        }
      }),

    async *read(source, { since, signal, onBytes }) {
      const table = discovered.get(source.object)
      if (!table) throw new Error(`${source.object} was not pinned.`)
      const position = source.table.cursor === null ? -1 : source.columns.indexOf(source.table.cursor)
      const cursor = table.selected[position]
      const sql = copyStatement(table, since !== null && cursor ? { cursor, since, overlapMinutes } : null)

      signal.throwIfAborted()
      signal.addEventListener('abort', kill)
      let bytes = 0
      let newest = ''
      let future = 0
      let isComplete = false
      try {
        const stream = client.query(copyTo(sql))
        async function* counted() {
          for await (const chunk of withIdleLimit(stream, limits.idleMs, source.object)) {
            bytes += chunk.length
            onBytes?.(chunk.length)
            yield chunk
          }
          isComplete = true
        }
        for await (const batch of readCopyText(counted(), source.object)) {
          for (const row of position === -1 ? [] : batch.rows) {
            const stamp = row[position]
            // "infinity" and years past 9999 are no moments to go on from.
            if (!stamp || !/^\d{4}-/.test(stamp)) continue
            if (stamp > newest) newest = stamp
            if (stamp > sourceNow) future++
          }
          yield batch
        }
      } catch (error) {
        signal.throwIfAborted()
        throw explainPostgres(error, { ...place, table: source.object })
      } finally {
        signal.removeEventListener('abort', kill)
        // A COPY that nobody reads to its end blocks the connection for everything else.
        if (!isComplete) kill()
      }
      const watermark = newest === '' ? null : newest > sourceNow ? sourceNow : newest
      const column = source.table.cursor ?? ''
      const warnings = future > 0 ? [`${source.object} has ${future} rows whose ${column} lies in the future.`] : []
      return { bytes, sha256: null, watermark, warnings }
    },

    confirm: (signal) => cancellable(signal, undefined, async () => void (await client.query('select 1'))),

    close: () => session.end(),
  }
}

async function beginSnapshot({ client }: Session, limits: SessionLimits): Promise<{ now: string; version: string }> {
  // A second pin starts from a new snapshot.
  await client.query('rollback')
  await client.query('set default_transaction_read_only = on')
  await client.query('begin isolation level repeatable read read only')
  const settings = {
    TimeZone: 'UTC',
    DateStyle: 'ISO, YMD',
    client_encoding: 'UTF8',
    statement_timeout: String(limits.statementMs),
    idle_in_transaction_session_timeout: String(limits.statementMs),
    lock_timeout: '60s',
    extra_float_digits: '1',
    bytea_output: 'hex',
  }
  await client.query(
    'select set_config(name, value, true) from unnest($1::text[], $2::text[]) as setting (name, value)',
    [Object.keys(settings), Object.values(settings)],
  )
  const { rows } = await client.query<{ now: string; version: string; readonly: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as now,
            current_setting('server_version') as version, current_setting('transaction_read_only') as readonly`,
  )
  const clock = rows[0]
  if (clock?.readonly !== 'on') throw new SourceError('permission', 'The source did not grant a read-only transaction.')
  return clock
}
