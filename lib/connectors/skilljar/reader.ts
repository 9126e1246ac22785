/**
 * Reads Skilljar's database in one REPEATABLE READ READ ONLY transaction, so that all tables are of one moment. Tables with
 * a cursor can be read from a moment on, and compared with the mirror day by day.
 */
import { to as copyTo } from 'pg-copy-streams'
import type { Table } from '@/lib/catalogue/types'
import { withIdleLimit } from '../idle-limit'
import type { Batch, Reader, ReadOptions, SourceTable } from '../types'
import { readCopyText } from './copy-text'
import { compareIn } from './comparison'
import { discover, type DiscoveredTable } from './discover'
import { explainPostgres } from './errors'
import { columnIn, copyStatement, type Part } from './query'
import { sessionLimits, type Session, type SessionLimits } from './session'
import { attempt, beginSnapshot } from './snapshot'
import { CursorWatch } from './cursor-watch'

export interface SnapshotOptions {
  readonly schema: string
  readonly tables: readonly Table[]
  readonly limits?: SessionLimits
}

/** Time for the server to end a statement by its own limit before the connection is given up. */
const GRACE_MS = 5_000

/** `session`: freshly opened; the reader closes it. */
export function openSnapshot(session: Session, options: SnapshotOptions): Reader {
  const { client, kill } = session
  const { limits = sessionLimits } = options
  const { answerMs = limits.idleMs + GRACE_MS } = limits
  const place = { ...session.place, limitMs: limits.statementMs }
  let discovered = new Map<string, DiscoveredTable>()
  let pinnedNow = ''
  /** The source's clock when the snapshot that is open was taken. */
  let now = ''
  let isSeparate = false
  let inSnapshotOf: string | undefined

  /** A cancelled run must not wait for the source, nor one whose source fell silent: no question takes long to answer. */
  async function cancellable<T>(signal: AbortSignal, table: string | undefined, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    signal.addEventListener('abort', kill)
    let isSilent = false
    const silence = () => {
      isSilent = true
      kill()
    }
    const timer = setTimeout(silence, answerMs)
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      const where = table === undefined ? place : { ...place, table }
      const reason = isSilent ? Object.assign(new Error('silence'), { code: 'ETIMEDOUT' }) : error
      throw explainPostgres(session.farewell() ?? reason, where)
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', kill)
    }
  }

  /** The table as it was found; with separate snapshots, in one of its own. */
  async function enter(source: SourceTable, signal: AbortSignal): Promise<DiscoveredTable> {
    const table = discovered.get(source.object)
    if (!table) throw new Error(`${source.object} was not pinned.`)
    if (isSeparate && inSnapshotOf !== source.object) {
      now = (await cancellable(signal, source.object, () => beginSnapshot(session, limits))).now
      inSnapshotOf = source.object
    }
    return table
  }

  /** A snapshot that is only held stands in a replica's way like one that is read from. */
  async function leave(signal: AbortSignal): Promise<void> {
    if (!isSeparate) return
    inSnapshotOf = undefined
    await cancellable(signal, undefined, () => client.query('rollback'))
  }

  async function* copied(sql: string, object: string, { signal, onBytes }: Pick<ReadOptions, 'signal' | 'onBytes'>) {
    signal.throwIfAborted()
    signal.addEventListener('abort', kill)
    let isComplete = false
    try {
      const stream = client.query(copyTo(sql))
      async function* counted() {
        for await (const chunk of withIdleLimit(stream, limits.idleMs, object)) {
          onBytes?.(chunk.length)
          yield chunk
        }
        isComplete = true
      }
      yield* readCopyText(counted(), object)
    } catch (error) {
      signal.throwIfAborted()
      throw explainPostgres(session.farewell() ?? error, { ...place, table: object })
    } finally {
      signal.removeEventListener('abort', kill)
      // A COPY that nobody reads to its end blocks the connection for everything else.
      if (!isComplete) kill()
    }
  }

  return {
    pin: (signal, { separateSnapshots = false } = {}) =>
      cancellable(signal, undefined, async () => {
        const clock = await beginSnapshot(session, limits)
        now = pinnedNow = clock.now
        isSeparate = separateSnapshots
        inSnapshotOf = undefined
        const { tables, warnings } = await discover(session, options.schema, options.tables)
        discovered = new Map(tables.map((table) => [table.source.object, table]))
        if (isSeparate) await client.query('rollback')
        const apart =
          'The source broke off one long transaction several times, so each table was read as of a moment of its own.'
        return {
          asOf: new Date(`${now.replace(' ', 'T')}Z`),
          tables: tables.map(({ source }) => source),
          warnings: isSeparate ? [...warnings, apart] : warnings,
          snapshot: { sourceNow: now, serverVersion: clock.version, schema: options.schema, separate: isSeparate },
        }
      }),

    async *read(source, readOptions) {
      const table = await enter(source, readOptions.signal)
      const { cursor } = source.table
      const watch = new CursorWatch(cursor === null ? -1 : source.columns.indexOf(cursor), now)
      let bytes = 0
      const onBytes = (count: number) => {
        bytes += count
        readOptions.onBytes?.(count)
      }
      const sql = copyStatement(table, partOf(table, readOptions, now))
      for await (const batch of copied(sql, source.object, { ...readOptions, onBytes })) {
        watch.see(batch)
        yield batch
      }
      return {
        bytes,
        sha256: null,
        watermark: watch.newest(pinnedNow),
        warnings:
          watch.future > 0 ? [`${source.object} has ${watch.future} rows whose ${cursor} lies in the future.`] : [],
      }
    },

    comparison: compareIn({
      enter,
      query: async (source, signal, sql, values) =>
        cancellable(signal, source.object, async () => (await client.query(sql, values)).rows),
      attempt: (source, signal, sql) => cancellable(signal, source.object, () => attempt(session, sql, limits.idleMs)),
      copy: (source, signal, sql): AsyncGenerator<Batch, void> => copied(sql, source.object, { signal }),
    }),

    leave,

    confirm: (signal) => cancellable(signal, undefined, async () => void (await client.query('select 1'))),

    close: () => session.end(),
  }
}

/** The rows that are asked for; null: all. */
function partOf(table: DiscoveredTable, { since, days, window }: ReadOptions, now: string): Part | null {
  const { cursor } = table.source.table
  const column = columnIn(table, window?.column ?? cursor ?? '')
  if (!column) return null
  if (window) {
    const from = new Date(Date.parse(`${now.replace(' ', 'T')}Z`) - window.days * 86_400_000)
    return { column, since: from.toISOString().slice(0, 19).replace('T', ' ') }
  }
  return since === null ? null : { column, since, ...(days && { days }) }
}
