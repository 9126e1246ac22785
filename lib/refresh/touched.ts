/** What a publish touched, so that the marts restate that and leave the rest alone. */
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import { datacampFacts } from '@/lib/marts/datacamp-facts'
import { dayTables } from '@/lib/marts/refresh'
import { columnList, mirrorName, quote, stagingName } from './mirror'
import type { Run, StagedTable } from './stage'

/** Columns that say when something happened, as opposed to when its row was written. */
const moments: readonly string[] = ['hour_starts_at', 'started_at', 'completed_at']
/** What mart.person and mart.identity take from an account; the rest of it (last visit, …) changes daily. */
const ofAccount: readonly string[] = ['user_id', 'email', 'first_name', 'last_name']

export class Touched {
  readonly #days = new Set<string>()
  readonly #unmoved = new Set<string>()
  #all = false

  get days(): readonly string[] | 'all' {
    return this.#all ? 'all' : [...this.#days].sort()
  }

  /** A table that changed in nothing that the marts know. */
  isUnmoved(table: string): boolean {
    return this.#unmoved.has(table)
  }

  /** So much of a fact table changed that restating everything is less work. */
  noteAll({ source: { table } }: StagedTable): void {
    if (dayTables[table.schema as ConnectorId].includes(table.name)) this.#all = true
  }

  /**
   * Takes note of every row in `pg_temp.change`, as it was and as it will be. Call before the change is applied; what
   * `noteGone` takes note of is left to it.
   */
  async note(tx: pg.PoolClient, run: Run, staged: StagedTable): Promise<void> {
    const { table } = staged.source
    const sides = sidesOf(run, staged)
    if (table.name === 'user_dim' && (await hasOnlyOther(tx, run, staged, ofAccount))) this.#unmoved.add(table.name)
    if (!dayTables[table.schema as ConnectorId].includes(table.name)) return
    if (table.schema === 'datacamp') await tx.query(noteFacts(table.name, sides[0]))
    else for (const day of await daysOf(tx, staged, sides)) this.#days.add(day)
  }

  /** A statement that takes note of facts that are being deleted, from these rows of theirs; null: `note` has done so. */
  noteGone({ source: { table } }: StagedTable, rows: string): string | null {
    if (table.schema !== 'datacamp' || !dayTables.datacamp.includes(table.name)) return null
    return noteFacts(table.name, { from: `${rows} l`, alias: 'l', columns: table.columns.map(({ name }) => name) })
  }
}

interface Side {
  readonly from: string
  readonly alias: 's' | 'l'
  readonly columns: readonly string[]
}

function sidesOf(run: Run, { source: { table, columns } }: StagedTable): readonly [Side, Side] {
  const all = table.columns.map(({ name }) => name)
  return [
    { from: `pg_temp.change c join ${stagingName(run.runId, table)} s on s.ctid = c.staged`, alias: 's', columns },
    { from: `pg_temp.change c join ${mirrorName(table)} l on l.ctid = c.live`, alias: 'l', columns: all },
  ]
}

/** Facts have no key, so they come and go, and none is updated. */
function noteFacts(name: string, { from, alias, columns }: Side): string {
  const fact = datacampFacts.find(({ table }) => table === name)
  if (!fact) throw new Error(`The marts do not read ${name}.`)
  const valueOf = (column: string) => (columns.includes(column) ? `${alias}.${quote(column)}` : 'null')
  const values = ['user_id', fact.contentId, 'date_id', 'started_at', 'completed_at'].map(valueOf)
  const amounts = [valueOf('time_spent'), fact.xp === 'xp' ? valueOf('xp') : fact.xp]
  return `insert into pg_temp.touched_fact
    select '${fact.contentType}', ${values.join(', ')}, ${alias === 's'}, ${amounts.join(', ')}, true from ${from}`
}

async function daysOf(tx: pg.PoolClient, { source }: StagedTable, sides: readonly Side[]): Promise<readonly string[]> {
  const isMoment = (column: string) =>
    moments.includes(column) &&
    source.table.columns.some(({ name, kind }) => name === column && (kind === 'timestamp' || kind === 'date'))
  const parts = sides.flatMap(({ from, alias, columns }) =>
    columns.filter(isMoment).map((column) => `select ${alias}.${quote(column)}::date::text as day from ${from}`),
  )
  if (parts.length === 0) return []
  const { rows } = await tx.query<{ day: string | null }>(parts.join(' union '))
  return rows.flatMap(({ day }) => day ?? [])
}

/** Only updates, and none of these columns. */
async function hasOnlyOther(
  tx: pg.PoolClient,
  run: Run,
  { source: { table, columns } }: StagedTable,
  names: readonly string[],
): Promise<boolean> {
  const known = names.filter((name) => columns.includes(name))
  const { rowCount } = await tx.query(
    `select from pg_temp.change c
     left join ${stagingName(run.runId, table)} s on s.ctid = c.staged
     left join ${mirrorName(table)} l on l.ctid = c.live
     where c.staged is null or c.live is null or row(${columnList(known, 's')}) is distinct from row(${columnList(known, 'l')})
     limit 1`,
  )
  return rowCount === 0
}
