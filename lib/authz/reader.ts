/** Reading on behalf of somebody: one transaction, one state of the data, one scope, held to it by the database as well. */
import { sql } from 'kysely'
import type { ConnectorId } from '@/lib/catalogue/types'
import { sharedResults, type ResultCache } from '@/lib/db/result-cache'
import { warehouse, type Warehouse, type WarehouseTx } from '@/lib/db/warehouse'
import type { Scope } from './scope'

export interface ScopedReader {
  readonly db: WarehouseTx
  readonly scope: Scope
  /** What the database shows this reader, in its own words: two readers of the same reach get the same rows of a statement. */
  readonly reach: string
  /** Rises with every publication that changed something. */
  readonly dataVersion: number
  /** What moment each source's data speaks of (UTC, ISO); null: never refreshed. */
  readonly asOf: Readonly<Record<ConnectorId, string | null>>
  /** False while the rollups are being built: the marts answer meanwhile. */
  readonly hasRollups: boolean
  /** Remembers rows by data version; absent: everything is read. */
  readonly results?: ResultCache
}

/** Charts of one page read in one transaction, so that a publish between them is never seen by half of them. */
export function withReader<T>(scope: Scope, read: (reader: ScopedReader) => Promise<T>, from?: Warehouse): Promise<T> {
  // What is remembered is of the process's own database.
  const memory = from ? {} : { results: sharedResults }
  return (from ?? warehouse())
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      const reach = await enter(db, scope)
      return read({ db, scope, reach, ...memory, ...(await currentPublication(db)) })
    })
}

/** First of all: what follows runs as the reading role, and rows of people out of reach are not there. */
async function enter(db: WarehouseTx, scope: Scope): Promise<string> {
  const { rows } = await sql<{ reach: string }>`select app.read_as(${scope.reader}) as reach`.execute(db)
  const [{ reach } = { reach: null }] = rows
  if (reach === null)
    throw new Error('The database did not say what this reader sees. Run: node bin/skillscope.mjs migrate')
  return reach
}

async function currentPublication(db: WarehouseTx): Promise<Pick<ScopedReader, 'dataVersion' | 'asOf' | 'hasRollups'>> {
  const state = await db.selectFrom('mart.rollup_state').select('is_current').executeTakeFirst()
  const rows = await db
    .selectFrom('app.publication')
    .distinctOn('connector_id')
    .select(['connector_id', 'version', 'as_of'])
    .orderBy('connector_id')
    .orderBy('version', 'desc')
    .execute()
  const newest = (id: ConnectorId) => rows.find((row) => row.connector_id === id)?.as_of ?? null
  const iso = (text: string | null) => (text === null ? null : new Date(text).toISOString())
  return {
    hasRollups: state?.is_current ?? false,
    dataVersion: Math.max(0, ...rows.map((row) => Number(row.version))),
    asOf: { datacamp: iso(newest('datacamp')), skilljar: iso(newest('skilljar')) },
  }
}
