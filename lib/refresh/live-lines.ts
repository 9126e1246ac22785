/**
 * Which lines of a file are live, and what is left to compare when they are passed over. A full run and a verification look
 * at every row instead: a hash of 64 bits is not a proof.
 */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Table } from '@/lib/catalogue/types'
import type { SourceTable } from '@/lib/connectors/types'
import { startCopy } from './copy-into'
import { assertOurs, fenced } from './fence'
import { LiveLines, MOST_ROWS } from './line-index'
import { FEWEST_LOGGED, logSize } from './line-log'
import { loadColumn, loadLog, type LinesSum } from './load-lines'
import { columnList, isMultiset, mirrorName, quote, stagedCandidatesName, stagedGoneName } from './mirror'
import { countAndMeasure, measuresOf, type Measures } from './measures'
import { countRows } from './count-rows'
import { mappingHash } from './mapping-hash'
import type { Run, StagedTable } from './stage'
import { createStagingTable } from './staging-table'

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
  /** What the mirror held in one of its states. */
  readonly mirror: Omit<Mirror, 'sum'>
  /** The state of the mirror for which `staging.r<run>_<table>__candidates` was made; null: it was not made yet. */
  readonly base: string | null
}

/** The mirror as it was when the file was read. */
interface Mirror {
  readonly state: string
  readonly rows: number
  readonly sum: LinesSum
  readonly measures: Measures
}

export interface Lookup {
  readonly lines: LiveLines
  /** Null: nothing is looked up. */
  readonly mirror: Promise<Mirror> | null
  readonly isLogged: boolean
  /** Null where no log was read, or where it does not add up. */
  readonly sum: LinesSum | null
}

/** For files of rows without a key; the index of a table that is empty, or read whole for good reason, knows nothing. */
export async function liveLines(run: Run, source: SourceTable): Promise<Lookup | null> {
  const { table } = source
  if (source.format !== 'csv' || !isMultiset(table)) return null
  const seed = seedOf(source)
  const isWhole = run.full || run.replay
  const size = isWhole ? null : await logSize(run.pool, run, table)
  const rows = isWhole ? 0 : size ? size.added - size.gone : await countRows(run.pool, mirrorName(table))
  if (rows < FEWEST_LOGGED) return { lines: new LiveLines(0, seed, 0), mirror: null, isLogged: false, sum: null }
  const lines = new LiveLines(rows, seed, lowestHigh(rows))
  // The database looks at the mirror while we look at the file.
  const mirror = lookAtMirror(run, source)
  mirror.catch(() => undefined)
  if (!size) await loadColumn(run, source, lines)
  const sum = size && (await loadLog(run, source, size, lines))
  return { lines, mirror, isLogged: size !== null, sum }
}

/** One look at every live row: how many there are, what they add up to, and what their lines' hashes come to. */
async function lookAtMirror(run: Run, source: SourceTable): Promise<Mirror> {
  const names = measuresOf(source)
  const sums = names.map((name) => `, sum(${quote(name)})::text as ${quote(name)}`).join('')
  const { rows } = await run.pool.query<Record<string, string | null>>(
    `select (${stateSql}) as state, count(*)::text as "rows", count(line_hash)::text as "lines", bit_xor(line_hash)::text as "mixed"${sums}
     from ${mirrorName(source.table)}`,
    [mirrorName(source.table), run.connectorId],
  )
  const found = rows[0] ?? {}
  return {
    state: found['state'] ?? '',
    rows: Number(found['rows']),
    sum: { count: Number(found['lines']), mixed: BigInt(found['mixed'] ?? 0) },
    measures: Object.fromEntries(names.map((name) => [name, found[name] ?? null])),
  }
}

/** Whether the log of lines, where one was read, is what the mirror holds. */
export async function isTrue({ mirror, sum, isLogged }: Lookup): Promise<boolean> {
  if (!isLogged) return true
  const found = await mirror
  return sum !== null && sum.count === found?.sum.count && sum.mixed === found.sum.mixed
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

/** Writes down which live lines the file did not have; null: none was looked up, so all is compared. */
export async function stageGone(
  run: Run,
  { table }: SourceTable,
  { lines, mirror }: Lookup,
): Promise<KnownLines | null> {
  if (lines.isEmpty || mirror === null) return null
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
  const { state, rows, measures } = await mirror
  return {
    rows: lines.known,
    gone,
    from: lines.from,
    others: lines.rows < rows,
    base: null,
    mirror: { state, rows, measures },
  }
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

/** Of a mirror (its name is $1) of a connector ($2): it moves with every publication, and with every rewriting of the table. */
const stateSql = `select pg_relation_filenode($1::regclass) || '/' || coalesce(max(version), 0) as state
  from app.publication where connector_id = $2`

async function stateOf(db: pg.Pool | pg.PoolClient, run: Run, table: Table): Promise<string> {
  const { rows } = await db.query<{ state: string }>(stateSql, [mirrorName(table), run.connectorId])
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
  run: Run,
  { source }: StagedTable,
  known: KnownLines,
  ofStaging: Measures,
): Promise<{ rows: number; measures: Measures }> {
  const isAsRead = known.mirror.state === known.base
  const live = isAsRead ? known.mirror : await countAndMeasure(run.pool, mirrorName(source.table), source)
  const gone = await countAndMeasure(run.pool, stagedCandidatesName(run.runId, source.table), source)
  const add = (name: string) => {
    const parts = [live.measures[name] ?? null, ofStaging[name] ?? null]
    if (parts.every((part) => part === null)) return null
    const sum = parts.reduce((total, part) => total + BigInt(part ?? 0), 0n)
    return (sum - BigInt(gone.measures[name] ?? 0)).toString()
  }
  return {
    rows: live.rows - gone.rows,
    measures: Object.fromEntries(measuresOf(source).map((name) => [name, add(name)])),
  }
}

/** How many rows the mirror holds in the publish: as the run counted them, unless somebody wrote to it since. */
export async function rowsBefore(
  tx: pg.PoolClient,
  run: Run,
  { source: { table }, known }: StagedTable,
): Promise<number> {
  if (known && known.mirror.state === (await stateOf(tx, run, table))) return known.mirror.rows
  return countRows(tx, mirrorName(table))
}
