/**
 * What a publish changes in the marts, row by row, so that the rollups restate that and nothing else. Whoever writes to a mart
 * logs the rows that go and the rows that come; at the end what came back unchanged cancels out.
 */
import type pg from 'pg'
import { makeTemporary } from './people/temporary-table'

/** Marts whose changes the rollups follow, and the temporary table that each change is written to. */
const logs = {
  'mart.activity': 'activity_log',
  'mart.course_progress': 'progress_log',
  'mart.person_team': 'membership_log',
} as const

export type LoggedMart = keyof typeof logs

/** Changed rows per mart; `whole`: a mart was filled from nothing, so nothing was logged and everything is to be built anew. */
export interface Delta {
  readonly activity: number
  readonly progress: number
  readonly people: number
  readonly whole: boolean
}

/** The logs of this transaction, from the first change on. */
async function ensureLogs(tx: pg.ClientBase): Promise<void> {
  const { rows } = await tx.query<{ exist: boolean }>(`select to_regclass('pg_temp.filled_mart') is not null as exist`)
  if (rows[0]?.exist) return
  for (const [mart, log] of Object.entries(logs)) {
    await tx.query(`create temp table ${log} (like ${mart}, came boolean not null) on commit drop`)
  }
  await tx.query('create temp table filled_mart (name text not null) on commit drop')
}

interface Rows {
  readonly table: string
  readonly key: readonly string[]
  readonly values: readonly string[]
}

/** Runs a statement that deletes or inserts rows of a mart, which it calls `live`, and logs them. */
export async function logged(
  tx: pg.ClientBase,
  mart: Rows,
  change: { readonly text: string; readonly values?: readonly unknown[]; readonly rows: 'come' | 'go' },
): Promise<void> {
  const log = isLogged(mart.table) ? logs[mart.table] : undefined
  if (log !== undefined) await ensureLogs(tx)
  const columns = [...mart.key, ...mart.values].map((name) => `"${name}"`).join(', ')
  const returned = [...mart.key, ...mart.values].map((name) => `live."${name}"`).join(', ')
  await tx.query(
    log === undefined
      ? change.text
      : `with changed as (${change.text} returning ${returned})
         insert into pg_temp.${log} (${columns}, came) select ${columns}, ${change.rows === 'come'} from changed`,
    [...(change.values ?? [])],
  )
}

/** An empty mart got so many rows that logging them would be no less than building everything anew. */
export async function noteFilled(tx: pg.ClientBase, table: string): Promise<void> {
  if (!isLogged(table)) return
  await ensureLogs(tx)
  await tx.query('insert into pg_temp.filled_mart values ($1)', [table])
}

function isLogged(table: string): table is LoggedMart {
  return Object.hasOwn(logs, table)
}

/** Logs what restateRows did; call while `pg_temp.restated` stands. */
export async function logRestated(tx: pg.ClientBase, mart: Rows): Promise<void> {
  if (!isLogged(mart.table)) return
  await ensureLogs(tx)
  const list = (names: readonly string[], prefix = '') => names.map((name) => `"${prefix}${name}"`).join(', ')
  const columns = list([...mart.key, ...mart.values])
  const changed = `(place is null or not stays or row(${list(mart.values)}) is distinct from row(${list(mart.values, 'old_')}))`
  await tx.query(
    `insert into pg_temp.${logs[mart.table]} (${columns}, came)
     select ${list(mart.key)}, ${list(mart.values, 'old_')}, false from pg_temp.restated where place is not null and ${changed}
     union all
     select ${columns}, true from pg_temp.restated where stays and ${changed}`,
  )
}

/** Runs an update of nothing but `technology`; it calls the rows `live` and gives the former word as `old_technology`. */
export async function loggedTechnology(tx: pg.ClientBase, mart: Rows, update: string): Promise<void> {
  const names = [...mart.key, ...mart.values]
  const columns = names.map((name) => `"${name}"`).join(', ')
  const old = names.map((name) => (name === 'technology' ? 'old_technology' : `"${name}"`)).join(', ')
  if (!isLogged(mart.table)) throw new Error(`Changes of ${mart.table} are not logged.`)
  await ensureLogs(tx)
  await tx.query(
    `with changed as (${update})
     insert into pg_temp.${logs[mart.table]} (${columns}, came)
     select ${old}, false from changed union all select ${columns}, true from changed`,
  )
}

const net = `sum(case when came then 1 else -1 end)`
const before = (aggregate: string) => `${aggregate} filter (where net < 0)`
const after = (aggregate: string) => `${aggregate} filter (where net > 0)`
const sides = (column: string, name = column) =>
  `${before(`min(${column})`)} as ${name}_before, ${after(`min(${column})`)} as ${name}_after`
const amounts = (column: string) =>
  `coalesce(${before(`min(${column})`)}, 0) as ${column}_before, coalesce(${after(`min(${column})`)}, 0) as ${column}_after`
const existence = 'bool_or(net < 0) as existed_before, bool_or(net > 0) as exists_after'

/** One row per changed row of mart.activity. */
const activityDelta = `
  with changed as (
    select day, person_id, source, content_type, content_id, technology, seconds, xp, is_evidence, ${net} as net
    from pg_temp.activity_log
    group by day, person_id, source, content_type, content_id, technology, seconds, xp, is_evidence
    having ${net} <> 0
  )
  select person_id, day, source, content_type, content_id, ${sides('technology')}, ${amounts('seconds')}, ${amounts('xp')},
    coalesce(${before('bool_or(is_evidence)')}, false) as evidence_before,
    coalesce(${after('bool_or(is_evidence)')}, false) as evidence_after, ${existence}
  from changed
  group by day, person_id, source, content_type, content_id`

/** One row per changed row of mart.course_progress; the pair may have gone from one person to another. */
const progressDelta = `
  with changed as (
    select source, learner_id, course_id, person_id, technology, enrolled_at, started_at, completed_at, ${net} as net
    from pg_temp.progress_log
    group by source, learner_id, course_id, person_id, technology, enrolled_at, started_at, completed_at
    having ${net} <> 0
  )
  select source, learner_id, course_id, ${sides('person_id', 'person')}, ${sides('technology')},
    ${sides('enrolled_at', 'enrolled')}, ${sides('started_at', 'started')}, ${sides('completed_at', 'completed')}, ${existence}
  from changed
  group by source, learner_id, course_id`

const membershipDelta = `
  select person_id, team_id, joined, "left", ${net} as net
  from pg_temp.membership_log
  group by person_id, team_id, joined, "left"
  having ${net} <> 0`

/** What those people's memberships were, changed or not; who was in no team has no row. */
const membershipBefore = `
  select person_id, team_id, joined, "left"
  from mart.person_team live join pg_temp.moved_person using (person_id)
  where not exists (
    select from pg_temp.membership_delta came
    where came.net > 0 and (came.person_id, came.team_id, came.joined, came."left") = (live.person_id, live.team_id, live.joined, live."left")
  )
  union all
  select person_id, team_id, joined, "left" from pg_temp.membership_delta where net < 0`

/**
 * Makes `activity_delta`, `progress_delta`, `moved_person` (whose memberships changed), and `membership_before`
 * in pg_temp, all analysed: joins with a table that the planner knows nothing about take sixteen times as long.
 */
export async function finishDelta(tx: pg.ClientBase): Promise<Delta> {
  await ensureLogs(tx)
  const { rows } = await tx.query<{ whole: boolean }>('select exists (select from pg_temp.filled_mart) as whole')
  const whole = rows[0]?.whole ?? true
  if (whole) return { activity: 0, progress: 0, people: 0, whole }
  await makeTemporary(tx, 'membership_delta', membershipDelta)
  const people = await makeTemporary(tx, 'moved_person', 'select distinct person_id from pg_temp.membership_delta')
  await makeTemporary(tx, 'membership_before', membershipBefore)
  const activity = await makeTemporary(tx, 'activity_delta', activityDelta)
  const progress = await makeTemporary(tx, 'progress_delta', progressDelta)
  return { activity, progress, people, whole }
}

/** What was logged is dealt with; a further change in the same transaction starts anew. */
export async function dropDelta(tx: pg.ClientBase): Promise<void> {
  const names = [...Object.values(logs), 'filled_mart', 'activity_delta', 'progress_delta', 'membership_delta']
  for (const name of [...names, 'moved_person', 'membership_before']) {
    await tx.query(`drop table if exists pg_temp.${name}`)
  }
}
