/** What tests of DataCamp's analyses read: the analysis as everybody's reader gets it, and the raw rows to count by hand. */
import { after, before } from 'node:test'
import type { Scope } from '@/lib/authz/scope'
import { addDays } from '@/lib/filters/days'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import type { TestDatabase } from '@/lib/testing/database'
import { datacampDatabase } from '@/lib/testing/datacamp-database'
import { near as nearTo } from '@/lib/testing/near'
import { membersOf, oracleNames } from '@/lib/testing/oracle'
import { mirrorsDays, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { everybody, readAs } from '@/lib/testing/reader'
import { analyses, type AnalysisName } from '../analyses'
import type { Analysis, AnalysisRow } from '../analysis'

export const today = addDays(mirrorsFrom, mirrorsDays - 20)
export const asOf = `${today}T12:00:00.000Z`
export const filters: Filters = {
  ...defaultFilters(addDays(mirrorsFrom, mirrorsDays + 30)),
  from: addDays(mirrorsFrom, 5),
  compare: 'none',
}

export const inPeriod = (day: string | null) => day !== null && filters.from <= day && day <= filters.to
export const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10)
export const near = (actual: unknown, expected: number | null, what: string) => nearTo(actual, expected, what, 1e-4)

/** Whoever the person is, the same text for all accounts. */
export const person = (column: string) => `oracle.person_of(${column})`
export const nameOf = (known: Map<number, string>, row: AnalysisRow) =>
  known.get(Number(row.person)) ?? `datacamp ${-Number(row.person)}`

/** Some accounts were deleted on the way, and some enrollments were ended or ran out. */
const changes = `
  update datacamp.user_dim set deleted_at = timestamp '${mirrorsFrom}' + user_id * interval '3 days' where user_id % 6 = 0;
  update skilljar.enrollment set is_active = enrollment_id not like '%3',
    expires_at = case when enrollment_id like '%4' then timestamp '${mirrorsFrom}' + interval '60 days' end`

interface Reading {
  readonly scope?: Scope
  readonly filters?: Filters
  readonly asOf?: string
  readonly withoutRollups?: boolean
}

/** For a suite to call at its start: the database is there while its tests run. */
export function datacampReading() {
  let database: TestDatabase
  before(async () => {
    database = await datacampDatabase(21, changes)
  })
  after(() => database?.drop())

  return {
    raw: async <R>(text: string) => (await database.pool.query(text)).rows as R[],
    names: () => oracleNames(database.pool),
    membersOf: (team: number) => membersOf(database.pool, team),
    read(name: AnalysisName, parameters: Record<string, string> = {}, reading: Reading = {}) {
      const { scope = everybody, filters: own = filters, asOf: moment = asOf, withoutRollups = false } = reading
      return readAs(
        database.warehouse,
        scope,
        (reader) =>
          (analyses[name] as Analysis).rows(withoutRollups ? { ...reader, hasRollups: false } : reader, {
            filters: own,
            parameters,
          }),
        { datacamp: moment, skilljar: moment },
      )
    },
  }
}
