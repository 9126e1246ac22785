/**
 * Which lines of a file are live, and what is left to compare when they are passed over. A full run and a verification look
 * at every row instead: a hash of 64 bits is not a proof.
 */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Table } from '@/lib/catalogue/types'
import type { SourceTable } from '@/lib/connectors/types'
import { startCopy } from './copy-into'
import { assertOurs, fenced } from './fence'
import { LiveLines, MOST_ROWS } from './line-index'
import { columnList, isMultiset, mirrorName, quote, stagedCandidatesName, stagedGoneName } from './mirror'
import { measuresOf, type Measures } from './measures'
import { countRows } from './count-rows'
import { mappingHash } from './mapping-hash'
import type { Run, StagedTable } from './stage'
import { createStagingTable } from './staging-table'

/** Smaller tables are compared as quickly as they are looked up. */
const FEWEST_ROWS = 10_000
const SIGNATURE_BYTES = 19
const TUPLE_BYTES = 14
const LINES_PER_WRITE = 20_000

/** What passing over live lines leaves for the publish. */
export interface KnownLines {
  /** Lines of the file that are live, and so not in staging. */
  readonly rows: number
  /** Different lines that are live and missing from the file, in `staging.r<run>_<table>__gone`. */
  readonly gone: number
  /** Live rows with a smaller hash were not looked up. */
  readonly from: string
  /** There are live rows that were not looked up: with a smaller hash, or without any. */
  readonly others: boolean
  /** The state of the mirror for which `staging.r<run>_<table>__candidates` was made; null: it was not made yet. */
  readonly base: string | null
}

export interface Lookup {
  readonly lines: LiveLines
  /** Rows that are live, looked up or not. */
  readonly rows: number
}

/** For files of rows without a key; the index of a table that is empty, or read whole for good reason, knows nothing. */
export async function liveLines(run: Run, source: SourceTable): Promise<Lookup | null> {
  if (source.format !== 'csv' || !isMultiset(source.table)) return null
  const seed = seedOf(source)
  const rows = run.full || run.replay ? 0 : await countRows(run.pool, mirrorName(source.table))
  if (rows < FEWEST_ROWS) return { lines: new LiveLines(0, seed, 0), rows }
  const fromHigh = lowestHigh(rows)
  const lines = new LiveLines(rows, seed, fromHigh)
  await load(run, source, fromHigh, lines)
  return { lines, rows }
}

/** The same bytes mean the same row only under the same header, columns and grammar. */
function seedOf(source: SourceTable): bigint {
  const meaning = JSON.stringify([mappingHash(source), source.header])
  return createHash('sha256').update(meaning).digest().readBigInt64BE()
}

/** Hashes spread evenly, so the upper part of their range holds the share of the rows that fits. */
function lowestHigh(rows: number): number {
  if (rows <= MOST_ROWS) return -(2 ** 31)
  return Math.ceil(2 ** 31 - 2 ** 32 * (MOST_ROWS / rows))
}

async function load(run: Run, { table }: SourceTable, fromHigh: number, lines: LiveLines): Promise<void> {
  const client = await run.pool.connect()
  let isBroken = true
  try {
    const from = (BigInt(fromHigh) << 32n).toString()
    const stream = client.query(
      copyTo(
        `copy (select line_hash from ${mirrorName(table)} where line_hash >= '${from}'::bigint) to stdout (format binary)`,
      ),
    )
    let carry: Buffer = Buffer.alloc(0)
    let skip = SIGNATURE_BYTES
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      run.pulse.signal.throwIfAborted()
      const block = carry.length === 0 ? chunk : Buffer.concat([carry, chunk])
      let position = 0
      if (skip > 0 && block.length >= skip) {
        position = skip
        skip = 0
      }
      // The file ends with a tuple of -1 columns, which is shorter than any other.
      for (; skip === 0 && position + TUPLE_BYTES <= block.length; position += TUPLE_BYTES) {
        lines.add(block.readInt32BE(position + 6), block.readInt32BE(position + 10))
      }
      carry = block.subarray(position)
    }
    isBroken = false
  } finally {
    client.release(isBroken)
  }
}

/** Writes down which live lines the file did not have; null: none was looked up, so all is compared. */
export async function stageGone(run: Run, { table }: SourceTable, { lines, rows }: Lookup): Promise<KnownLines | null> {
  if (lines.isEmpty) return null
  const name = stagedGoneName(run.runId, table)
  await createStagingTable(run, name, 'select null::bigint as line_hash, null::int as times')
  const copy = await startCopy(run, name, 'line_hash, times')
  let gone = 0
  try {
    let text = ''
    for (const [hash, times] of lines.missing()) {
      text += `${hash}\t${times}\n`
      if (++gone % LINES_PER_WRITE > 0) continue
      await copy.write(Buffer.from(text))
      text = ''
    }
    await copy.write(Buffer.from(text))
    await copy.finish()
  } catch (error) {
    copy.abandon(error)
    throw error
  }
  await run.pool.query(`analyze ${name}`)
  return { rows: lines.known, gone, from: lines.from, others: lines.rows < rows, base: null }
}

/** Finds the live rows that the file may lack, and keeps their places for the publish. */
export async function stageCandidates(run: Run, { source }: StagedTable, known: KnownLines): Promise<KnownLines> {
  const { table } = source
  const base = await stateOf(run.pool, run, table)
  const name = stagedCandidatesName(run.runId, table)
  await fenced(run, async (tx) => {
    await assertOurs(tx, run, '')
    await tx.query(`drop table if exists ${name}`)
    await tx.query(
      `create unlogged table ${name} with (autovacuum_enabled = false) ${run.space.tablespace} as
       ${candidateRows(run, table, known, measuresOf(source))}`,
    )
  })
  return { ...known, base }
}

/** Whether the mirror is as it was when the candidates were found. */
export async function isStillBase(pool: pg.Pool, run: Run, table: Table, known: KnownLines): Promise<boolean> {
  return known.base === null || known.base === (await stateOf(pool, run, table))
}

/** The same rows in the publish, whose name it returns: a table with `place` and `row_hash`. */
export async function candidates(tx: pg.PoolClient, run: Run, table: Table, known: KnownLines): Promise<string> {
  // Rows keep their places until somebody writes to the table, or writes it anew (VACUUM FULL).
  if (known.base === (await stateOf(tx, run, table))) return stagedCandidatesName(run.runId, table)
  await tx.query('drop table if exists pg_temp.candidate')
  await tx.query(
    `create temp table candidate on commit drop as ${candidateRows(run, table, { ...known, others: true }, [])}`,
  )
  return 'pg_temp.candidate'
}

async function stateOf(db: pg.Pool | pg.PoolClient, run: Run, table: Table): Promise<string> {
  const { rows } = await db.query<{ state: string }>(
    `select pg_relation_filenode($1::regclass) || '/' || coalesce(max(version), 0) as state
     from app.publication where connector_id = $2`,
    [mirrorName(table), run.connectorId],
  )
  return rows[0]?.state ?? ''
}

/** Those whose line is gone, and those that were not looked up. */
function candidateRows(run: Run, table: Table, known: KnownLines, columns: readonly string[]): string {
  const live = mirrorName(table)
  const wanted = columnList(['row_hash', ...columns], 'l')
  const gone = `select place, ${columnList(['row_hash', ...columns])} from (
      select l.ctid as place, ${wanted}, gone.times, row_number() over (partition by l.line_hash) as nth
      from ${live} l join ${stagedGoneName(run.runId, table)} gone using (line_hash)
    ) as missing where nth <= times`
  if (!known.others) return gone
  // A union, because one condition for both would have the planner sort the whole table.
  return `${gone} union all
    select l.ctid, ${wanted} from ${live} l where l.line_hash is null or l.line_hash < '${BigInt(known.from)}'::bigint`
}

/** What a delivery adds up to when most of it was passed over: what is live, less what may go, and what was staged. */
export async function measureDelivery(
  db: pg.Pool | pg.PoolClient,
  run: Run,
  { source }: StagedTable,
  ofStaging: Measures,
): Promise<{ rows: number; measures: Measures }> {
  const names = measuresOf(source)
  const sums = (sign: '' | '-') => names.map((name) => `, ${sign}sum(${quote(name)}) as ${quote(name)}`).join('')
  const totals = names.map((name) => `, sum(${quote(name)})::text as ${quote(name)}`).join('')
  const counted = `count(*) as "rows"${sums('')}`
  const { rows } = await db.query<Record<string, string | null>>(
    `select sum("rows")::text as "rows"${totals} from (
       select ${counted} from ${mirrorName(source.table)}
       union all
       select -count(*)${sums('-')} from ${stagedCandidatesName(run.runId, source.table)}
     ) as part`,
  )
  const found = rows[0] ?? {}
  const add = (name: string) => {
    const parts = [found[name] ?? null, ofStaging[name] ?? null]
    return parts.every((part) => part === null)
      ? null
      : parts.reduce((sum, part) => sum + BigInt(part ?? 0), 0n).toString()
  }
  return { rows: Number(found['rows']), measures: Object.fromEntries(names.map((name) => [name, add(name)])) }
}
