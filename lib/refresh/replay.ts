/**
 * Takes rows out of the quarantine instead of reading the source: the same parsers, the same coercion, the same publish.
 * What passes now is published; what fails again stays, with its new reason.
 */
import type pg from 'pg'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { matchColumns, type ColumnMatch } from '@/lib/connectors/columns'
import {
  SourceError,
  type Batch,
  type BrokenRecord,
  type RawRow,
  type Reader,
  type SourceTable,
} from '@/lib/connectors/types'
import { isOpen } from './quarantine'
import { fieldsOf, namesOf, type QuarantinedRecord } from './quarantined-record'
import type { Selection } from './request-replay'

const ROWS_PER_BATCH = 100

/**
 * A record that was too long is not whole. Of rows that contradict each other none is taken while the other waits: an
 * administrator has to put one aside first.
 */
const canBeRead = `quarantine.connector_id = $1 and ${isOpen} and quarantine.reason_code <> 'too_long'
  and (quarantine.reason_code <> 'conflicting_key' or not exists (
    select from app.quarantine as other
    where other.connector_id = quarantine.connector_id and other.table_name = quarantine.table_name
      and other.id <> quarantine.id and other.resolved_at is null and other.key_guess = quarantine.key_guess))`
const isSelected = `${canBeRead} and ($2::text is null or quarantine.table_name = $2) and ($3::text is null or quarantine.reason_code = $3)`

interface Shape {
  /** Where each column of the replayed table stands in such a record; -1: the record lacks it. */
  readonly positions: readonly number[]
}

interface ReplayedTable {
  readonly source: SourceTable
  readonly shapes: ReadonlyMap<string, Shape>
}

export function openReplay(pool: pg.Pool, connectorId: ConnectorId, selection: Selection): Reader {
  const values = [connectorId, selection.table ?? null, selection.reason ?? null]
  let pinned = new Map<string, ReplayedTable>()

  return {
    async pin() {
      pinned = new Map()
      const warnings: string[] = []
      for (const table of tablesOf(connectorId)) {
        const { replayed, problems } = await pinTable(pool, table, values)
        if (replayed) pinned.set(table.name, replayed)
        warnings.push(...problems)
      }
      const { rows } = await pool.query<{ as_of: string }>(
        'select as_of from app.publication where connector_id = $1 order by version desc limit 1',
        [connectorId],
      )
      return {
        asOf: rows[0] ? new Date(rows[0].as_of) : new Date(),
        tables: [...pinned.values()].map(({ source }) => source),
        warnings,
        snapshot: { replay: { ...selection } },
      }
    },

    async *read(source, { signal, onBytes }) {
      const replayed = pinned.get(source.table.name)
      let bytes = 0
      for (let last = 0; replayed;) {
        signal.throwIfAborted()
        const records = await readRecords(pool, source.table.name, values, last)
        if (records.length === 0) break
        last = records.at(-1)?.id ?? last
        bytes += records.reduce((sum, { raw }) => sum + raw.length, 0)
        onBytes?.(bytes)
        yield batchOf(records, replayed)
      }
      return { bytes, sha256: null, watermark: null, warnings: [] }
    },

    async confirm() {},
    async close() {},
  }
}

/** Deliveries name their columns differently over time: the replayed table has all that any of its records has. */
async function pinTable(pool: pg.Pool, table: Table, values: readonly unknown[]) {
  const { rows } = await pool.query<QuarantinedRecord & { rows: number }>(
    `select distinct on (format, header, names) id, format, header, object, ''::bytea as raw, null as line, fields,
       count(*) over (partition by format, header, names) as rows
     from app.quarantine
     cross join lateral (${jsonFields}) as json
     cross join lateral (${jsonNames}) as named
     where ${isSelected} and table_name = $4
     order by format, header, names, id desc`,
    [...values, table.name],
  )
  const problems: string[] = []
  const matches = new Map<string, { names: readonly string[]; match: ColumnMatch }>()
  let expected = 0
  for (const record of rows) {
    const names = namesOf(record)
    const few = `${record.rows.toLocaleString('en')} quarantined rows of ${table.name}`
    try {
      if (names === null) throw new SourceError('malformed', 'the names of their fields were not kept.')
      const match = matchColumns(table, names, record.object ?? table.name)
      matches.set(shapeKey(record.format, names), { names, match })
      expected += record.rows
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      problems.push(`${few} cannot be read again: ${error.message}`)
    }
  }
  if (matches.size === 0) return { replayed: null, problems }

  const all = [...matches.values()]
  const delivered = new Set(all.flatMap(({ match }) => match.columns))
  const columns = table.columns.map(({ name }) => name).filter((name) => delivered.has(name))
  const extra = [...new Set(all.flatMap(({ match }) => match.extra))]
  const source: SourceTable = {
    table,
    object: 'the quarantine',
    columns,
    extra,
    etag: null,
    size: null,
    lastModified: null,
    rowsExpected: expected,
    warnings: [],
  }
  const shapes = new Map([...matches].map(([key, { match }]) => [key, shapeOf(match, columns, extra)]))
  return { replayed: { source, shapes }, problems }
}

function shapeKey(format: string, names: readonly string[]): string {
  return JSON.stringify([format, names])
}

function shapeOf(match: ColumnMatch, columns: readonly string[], extra: readonly string[]): Shape {
  const placed = [...match.columns, ...match.extra]
  const position = (place: number) => (place === -1 ? -1 : (match.positions[place] ?? -1))
  return {
    positions: [
      ...columns.map((name) => position(match.columns.indexOf(name))),
      ...extra.map((name) => position(placed.indexOf(name, match.columns.length))),
    ],
  }
}

/** Numbers of a row kept as JSON come as the text that PostgreSQL wrote, to the last digit. */
const jsonFields = `select case when format = 'json' then (
  select jsonb_object_agg(name, value) from jsonb_each_text(convert_from(raw, 'UTF8')::jsonb) as field(name, value)) end as fields`

const jsonNames = `select array_agg(name order by name) as names from (
  select jsonb_object_keys(fields) as name union all select jsonb_object_keys((fields ->> 'extra')::jsonb)) as any_name`

async function readRecords(pool: pg.Pool, table: string, values: readonly unknown[], after: number) {
  const { rows } = await pool.query<QuarantinedRecord>(
    `select id, format, header, raw, object, line_no as line, fields
     from app.quarantine cross join lateral (${jsonFields}) as json
     where ${isSelected} and table_name = $4 and id > $5 order by id limit ${ROWS_PER_BATCH}`,
    [...values, table, after],
  )
  return rows
}

/** The line of a row is its number in the quarantine: by it, a row that fails again finds its entry. */
function batchOf(records: readonly QuarantinedRecord[], { shapes }: ReplayedTable): Batch {
  const rows: RawRow[] = []
  const kept: QuarantinedRecord[] = []
  const broken: BrokenRecord[] = []
  for (const record of records) {
    const names = namesOf(record)
    const shape = names && shapes.get(shapeKey(record.format, names))
    if (!shape) continue
    const read = fieldsOf(record, names)
    if ('problem' in read) {
      broken.push({ ...read.problem, raw: record.raw, line: record.id, offset: null })
      continue
    }
    rows.push(shape.positions.map((position) => (position === -1 ? null : (read.fields[position] ?? null))))
    kept.push(record)
  }
  return { rows, lines: kept.map(({ id }) => id), broken, raw: (index) => kept[index]?.raw ?? Buffer.alloc(0) }
}
