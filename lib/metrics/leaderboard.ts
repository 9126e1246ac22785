/** The learners with the most time or XP of any period: a ranking that reads few people, and equals the one that reads all. */
import { sql } from 'kysely'
import { ranking } from '@/lib/rollups/people/peak-ranking'
import type { PeakMeasure } from '@/lib/rollups/people/peaks'
import type { ScopedReader } from '@/lib/authz/reader'
import { contextOf } from './compile'
import { factColumn } from './fact'
import { activity } from './facts/activity'
import { NotForThisReader } from './query'
import { readRows } from './read-rows'
import { rowConditions, type Selection } from './scope-rows'

export interface LeaderboardRow {
  readonly person: number
  readonly name: string
  readonly amount: number
}

export interface LeaderboardQuery {
  readonly measure: PeakMeasure
  readonly first: number
  readonly withoutRollups?: boolean
}

/** Most first, then by the person's number; nobody with nothing. */
export async function leaderboard(
  reader: ScopedReader,
  selection: Selection,
  { measure, first, withoutRollups = false }: LeaderboardQuery,
): Promise<readonly LeaderboardRow[]> {
  if (!reader.scope.learnerRows) {
    throw new NotForThisReader('by', 'Single learners are not shown to your role; group by team, technology or time.')
  }
  const facts = sql`
    select ${factColumn('person_id')} as person_id, sum(${factColumn(measure)}) as amount
    from (${activity.rows(reader.db, contextOf(selection))}) as fact
    where ${sql.join(rowConditions(activity, selection, false), sql` and `)}
    group by ${factColumn('person_id')} having sum(${factColumn(measure)}) > 0
    order by 2 desc, 1 limit ${first}::int`
  const rows =
    withoutRollups || !reader.hasRollups || isNarrowed(selection)
      ? facts
      : ranking({ measure, first, period: selection.period }, facts)
  const statement = sql`
    select ranked.person_id as person, learner.name, ranked.amount::float8 as amount
    from (${rows}) as ranked join mart.person as learner on learner.person_id = ranked.person_id
    order by ranked.amount desc, ranked.person_id`
  return readRows<LeaderboardRow>(reader, statement.compile(reader.db))
}

/** The lists are of everybody and of everything. */
function isNarrowed({ filters, scope, person }: Selection): boolean {
  const { team, technology, contentType, source, where } = filters
  return (
    scope.people !== 'all' ||
    person !== undefined ||
    [team, technology, contentType, source, ...Object.values(where)].some(({ length }) => length > 0)
  )
}
