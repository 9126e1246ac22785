/** A reader for tests of the query layer: what lib/authz hands to a page, without a person who is signed in. */
import type { Scope } from '@/lib/authz/scope'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Warehouse } from '@/lib/db/warehouse'

export const everybody = scope({ people: 'all', learnerRows: true, minimumCell: 1 })
export const aggregatesOnly = scope({ people: 'all', learnerRows: false, minimumCell: 5 })
export const ownTeams = (...teams: number[]) => scope({ people: { teams }, learnerRows: true, minimumCell: 1 })

/** Safe: only tests may make a scope by hand. */
function scope(plain: Pick<Scope, 'people' | 'learnerRows' | 'minimumCell'>): Scope {
  return plain as Scope
}

export function readAs<T>(
  warehouse: Warehouse,
  as: Scope,
  read: (reader: ScopedReader) => Promise<T>,
  asOf: ScopedReader['asOf'] = { datacamp: null, skilljar: null },
): Promise<T> {
  return warehouse
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      const state = await db.selectFrom('mart.rollup_state').select('is_current').executeTakeFirst()
      return read({ db, scope: as, reach: 'everybody', dataVersion: 1, hasRollups: state?.is_current ?? false, asOf })
    })
}
