/** A few rows of what a publish would do to one table, while `pg_temp.change` still says which they are. */
import type pg from 'pg'
import { columnList, isMultiset, mirrorName, stagingName } from './mirror'
import type { FoundChange } from './publish-table'
import type { Run, StagedTable } from './stage'

type Row = Readonly<Record<string, unknown>>

export interface TableSamples {
  readonly removed: readonly Row[]
  readonly added: readonly Row[]
  readonly changed: readonly { readonly before: Row; readonly after: Row }[]
}

const ROWS = 5
const LONGEST_CELL = 200

export async function sampleChange(
  tx: pg.PoolClient,
  run: Run,
  { source }: StagedTable,
  { firstLoad }: FoundChange,
): Promise<TableSamples> {
  const { table } = source
  const names = table.columns.map(({ name }) => name)
  const columns = (list: readonly string[], alias: string) => `(select r from (select ${columnList(list, alias)}) as r)`
  const live = `to_jsonb(${columns([...names, 'extra'], 'l')})`
  const staged = `to_jsonb(${columns(source.extra.length > 0 ? [...source.columns, 'extra'] : source.columns, 's')})`
  const stagedName = stagingName(run.runId, table)
  const read = async (text: string) => (await tx.query<{ before: Row; after: Row }>(`${text} limit ${ROWS}`)).rows

  if (firstLoad) {
    const added = await read(`select ${staged} as after from ${stagedName} s`)
    return { removed: [], added: added.map(({ after }) => short(after)), changed: [] }
  }
  const [stagedRows, liveRows] = [
    `join ${stagedName} s on s.ctid = c.staged`,
    `join ${mirrorName(table)} l on l.ctid = c.live`,
  ]
  const removed = await read(`select ${live} as before from pg_temp.change c ${liveRows} where c.staged is null`)
  const added = await read(`select ${staged} as after from pg_temp.change c ${stagedRows} where c.live is null`)
  const changed = isMultiset(table)
    ? []
    : await read(
        `select ${live} as before, ${live} || ${staged} as after from pg_temp.change c ${stagedRows} ${liveRows}`,
      )
  return {
    removed: removed.map(({ before }) => short(before)),
    added: added.map(({ after }) => short(after)),
    changed: changed.map(({ before, after }) => ({ before: short(before), after: short(after) })),
  }
}

/** Empty cells are left out, long ones are cut. */
function short(row: Row): Row {
  const filled = Object.entries(row).filter(([, value]) => value !== null)
  return Object.fromEntries(filled.map(([name, value]) => [name, cut(value)]))
}

function cut(value: unknown): unknown {
  const text = typeof value === 'object' ? JSON.stringify(value) : value
  return typeof text === 'string' && text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : value
}
