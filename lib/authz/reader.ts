/** Reading on behalf of somebody: one transaction, one state of the data, one scope. */
import type { ConnectorId } from '@/lib/catalogue/types'
import { sharedResults, type ResultCache } from '@/lib/db/result-cache'
import { warehouse, type Warehouse, type WarehouseTx } from '@/lib/db/warehouse'
import type { Scope } from './scope'

export interface ScopedReader {
  readonly db: WarehouseTx
  readonly scope: Scope
  /** Rises with every publication that changed something. */
  readonly dataVersion: number
  /** What moment each source's data speaks of (UTC, ISO); null: never refreshed. */
  readonly asOf: Readonly<Record<ConnectorId, string | null>>
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
    .execute(async (db) => read({ db, scope, ...memory, ...(await currentPublication(db)) }))
}

async function currentPublication(db: WarehouseTx): Promise<Pick<ScopedReader, 'dataVersion' | 'asOf'>> {
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
    dataVersion: Math.max(0, ...rows.map((row) => Number(row.version))),
    asOf: { datacamp: iso(newest('datacamp')), skilljar: iso(newest('skilljar')) },
  }
}
