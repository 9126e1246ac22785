/** Which days a publish touched, so that the marts restate those and leave the rest alone. */
import type pg from 'pg'
import type { Table } from '@/lib/catalogue/types'
import { mirrorName, quote, stagingName } from './mirror'
import type { Run, StagedTable } from './stage'

/** Columns that say when something happened, as opposed to when its row was written. */
const moments = new Set(['hour_starts_at', 'started_at', 'completed_at'])

/** The days of a row as text (YYYYMMDD): its date_id where it has one, else the days of what it tells. */
function daysOf(table: Table): readonly ((alias: string) => string)[] {
  if (table.derived) return []
  if (table.columns.some(({ name }) => name === 'date_id')) return [(alias) => `${alias}.date_id::text`]
  return table.columns
    .filter(({ name, kind }) => moments.has(name) && (kind === 'timestamp' || kind === 'date'))
    .map(
      ({ name }) =>
        (alias: string) =>
          `to_char(${alias}.${quote(name)}, 'YYYYMMDD')`,
    )
}

export function isDated(table: Table): boolean {
  return daysOf(table).length > 0
}

/** The days of every row in `pg_temp.change`, as it was and as it will be. Call before the change is applied. */
export async function touchedDays(tx: pg.PoolClient, run: Run, { source }: StagedTable): Promise<readonly string[]> {
  const { table, columns } = source
  const staged = `pg_temp.change c join ${stagingName(run.runId, table)} s on s.ctid = c.staged`
  const live = `pg_temp.change c join ${mirrorName(table)} l on l.ctid = c.live`
  const all = daysOf(table).map((day) => `select ${day('l')} as day from ${live}`)
  const delivered = daysOf({ ...table, columns: table.columns.filter(({ name }) => columns.includes(name)) })
  const parts = [...delivered.map((day) => `select ${day('s')} as day from ${staged}`), ...all]
  if (parts.length === 0) return []
  const { rows } = await tx.query<{ day: string | null }>(parts.join(' union '))
  return rows.flatMap(({ day }) => isoDay(day) ?? [])
}

/** 20260131 -> 2026-01-31; null for numbers that are no day. */
export function isoDay(dateId: string | null): string | null {
  if (dateId === null || !/^\d{8}$/.test(dateId)) return null
  const iso = `${dateId.slice(0, 4)}-${dateId.slice(4, 6)}-${dateId.slice(6)}`
  const at = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso
}
