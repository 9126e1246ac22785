/** Names in SQL of a mirror table and of the staging tables that stand in for it during one run; all from the catalogue. */
import pg from 'pg'
import type { ConnectorId, Table } from '@/lib/catalogue/types'
import { tablesOf } from '@/lib/catalogue/catalogue'

export const quote = pg.escapeIdentifier
export const literal = pg.escapeLiteral

export function mirrorName(table: Table): string {
  return `${quote(table.schema)}.${quote(table.name)}`
}

export function stagingName(runId: number, table: Table): string {
  return `staging.${quote(`r${runId}_${table.name}`)}`
}

/** The keys that the source holds, where a run read them to find what was deleted. */
export function stagedKeysName(runId: number, table: Table): string {
  return `staging.${quote(`r${runId}_${table.name}__keys`)}`
}

/** The live lines that the file no longer has, where a run passed over those that it has. */
export function stagedGoneName(runId: number, table: Table): string {
  return `staging.${quote(`r${runId}_${table.name}__gone`)}`
}

/** The live rows that may have to go, found when the run was checked. */
export function stagedCandidatesName(runId: number, table: Table): string {
  return `staging.${quote(`r${runId}_${table.name}__candidates`)}`
}

/** Rows without a proven key repeat legally; they are compared by hash and number of occurrences. */
export function isMultiset(table: Table): boolean {
  return table.key.length === 0
}

export function columnList(names: readonly string[], alias?: string): string {
  return names.map((name) => (alias ? `${alias}.${quote(name)}` : quote(name))).join(', ')
}

/** `a.k1 = b.k1 and a.k2 = b.k2` */
export function sameKey(table: Table, left: string, right: string): string {
  return table.key.map((name) => `${left}.${quote(name)} = ${right}.${quote(name)}`).join(' and ')
}

/** The tables without which a delivery of this source cannot be published. */
export function requiredTables(connectorId: ConnectorId): readonly Table[] {
  return tablesOf(connectorId).filter((table) => !table.optional && !table.derived)
}
