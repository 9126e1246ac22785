/**
 * What METRICS.md says, as plain SQL over the raw mirrors: slow, naive and without a line of lib/marts or lib/metrics,
 * so that tests can hold every answer of the product against it.
 */
import type pg from 'pg'
import type { Filters } from '@/lib/filters/filters'

const views = `
create schema oracle;
create table oracle.account as
  with recursive plain as (
    select 'datacamp' as source, user_id::text as id, nullif(lower(trim(email)), '') as address from datacamp.user_dim
    union select 'skilljar', student_id, nullif(lower(trim(email)), '') from skilljar.student
  ), decided as (
    select * from app.identity_link where taken_back_at is null
  ), linked as (
    select source, source_id as id from decided union select other_source, other_source_id from decided where kind = 'link'
  ), own as (
    select source, id, case when address is null
        or exists (select from decided d where d.kind = 'separate' and d.source = account.source and d.source_id = account.id)
      then source || ' ' || id else address end as person
    from (select * from plain union select source, id, null from linked where (source, id) not in (select source, id from plain)) account
  ), edge as (
    select one.person as here, two.person as there
    from decided d, own one, own two
    where d.kind = 'link' and (one.source, one.id) = (d.source, d.source_id) and (two.source, two.id) = (d.other_source, d.other_source_id)
  ), same as (
    select person as here, person as there from own
    union
    select same.here, case when edge.here = same.there then edge.there else edge.here end
    from same, edge where same.there in (edge.here, edge.there)
  )
  select source, id, (select min(there) from same where here = person) as person from own;
create index on oracle.account (source, id);
create view oracle.calendar as
  select day::date as day, to_char(day, 'YYYYMMDD')::bigint as date_id
  from generate_series(timestamp '2015-01-01', timestamp '2035-12-31', interval '1 day') as day;
create table oracle.member as
  select coalesce((select person from oracle.account where source = 'datacamp' and id = user_id::text), 'datacamp ' || user_id) as person,
    team_id, joined_team_date::date as joined, left_team_date::date as left_on
  from datacamp.user_team_bridge;
create index on oracle.member (person);
create view oracle.learning as
  select 'datacamp' as source, kind as content_type, user_id::text as learner, content_id::text as content_id, day, technology,
    case when seconds > 0 then seconds else 0 end as seconds, coalesce(xp, 0) as xp, coalesce(seconds, 0) > 0 or coalesce(xp, 0) > 0 as evidence
  from (
    select 'course' as kind, user_id, course_id as content_id, date_id, time_spent as seconds, f.xp, technology
      from datacamp.course_fact f left join datacamp.course_dim using (course_id)
    union all select 'project', user_id, project_id, date_id, time_spent, f.xp, technology
      from datacamp.project_fact f left join datacamp.project_dim using (project_id)
    union all select 'practice', user_id, practice_id, date_id, time_spent, f.xp, technology
      from datacamp.practice_fact f left join datacamp.practice_dim using (practice_id)
    union all select 'assessment', user_id, assessment_id, date_id, time_spent, 0, technology
      from datacamp.assessment_fact left join datacamp.assessment_dim using (assessment_id)
  ) fact join oracle.calendar using (date_id)
  union all
  select 'skilljar', 'course', student_id, published_course_id, hour_starts_at::date, null, case when seconds > 0 then seconds else 0 end, 0, seconds > 0
  from (
    select *, case when trim(session_time_seconds) ~ '^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$' then trim(session_time_seconds)::numeric else 0 end as seconds
    from skilljar.student_lesson_session_time_hourly
  ) hour
  union all
  select 'skilljar', 'course', e.student_id, e.published_course_id, p.completed_at::date, null, 0, 0, true
  from skilljar.student_course_progress p, skilljar.enrollment e
  where e.student_course_progress_id = p.student_course_progress_id and p.completed_at is not null
  union all
  select 'skilljar', 'course', e.student_id, e.published_course_id, l.completed_at::date, null, 0, 0, true
  from skilljar.student_lesson_progress l, skilljar.enrollment e
  where e.student_course_progress_id = l.student_course_progress_id and l.completed_at is not null
  union all
  select 'skilljar', 'course', e.student_id, e.published_course_id, q.started_at::date, null, 0, 0, true
  from skilljar.quiz_response q, skilljar.student_lesson_progress l, skilljar.enrollment e
  where l.student_lesson_progress_id = q.student_lesson_progress_id
    and e.student_course_progress_id = l.student_course_progress_id and q.started_at is not null;
create view oracle.pair as
  select 'datacamp' as source, user_id::text as learner, course_id::text as content_id, min(technology) as technology,
    null::timestamp as enrolled, min(started_at) as started, max(completed_at) as completed
  from datacamp.course_fact left join datacamp.course_dim using (course_id) where course_id <> -1 group by 2, 3
  union all
  select 'skilljar', student_id, published_course_id, null, min(enrolled_at),
    coalesce(
      (select min(hour_starts_at) from skilljar.student_lesson_session_time_hourly h
        where h.student_id = e.student_id and h.published_course_id = e.published_course_id
          and trim(h.session_time_seconds) ~ '^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$'),
      (select min(l.created_at) from skilljar.student_lesson_progress l where l.student_course_progress_id in
        (select student_course_progress_id from skilljar.enrollment x where x.student_id = e.student_id and x.published_course_id = e.published_course_id))),
    (select max(completed_at) from skilljar.student_course_progress where student_course_progress_id in
      (select student_course_progress_id from skilljar.enrollment x where x.student_id = e.student_id and x.published_course_id = e.published_course_id))
  from skilljar.enrollment e group by student_id, published_course_id;
create table oracle.event as
  with named as (
    select metric, source, content_type, learner, content_id, day, technology, amount,
      coalesce((select person from oracle.account a where a.source = long.source and a.id = learner), long.source || ' ' || coalesce(learner, '')) as person
    from (
      select metric, source, content_type, learner, content_id, day, technology, amount from oracle.learning,
        lateral (values ('learning_seconds', seconds), ('learning_hours', seconds), ('xp', xp),
          ('active_learners', evidence::int), ('active_days', evidence::int), ('new_learners', evidence::int)) m(metric, amount)
      union all select 'enrolments', source, 'course', learner, content_id, enrolled::date, technology, 1 from oracle.pair where source = 'skilljar' and enrolled is not null
      union all select case source when 'datacamp' then 'course_starts' else 'sj_course_starts' end, source, 'course', learner, content_id, started::date, technology, 1
        from oracle.pair where started is not null
      union all select case source when 'datacamp' then 'course_completions' else 'sj_course_completions' end, source, 'course', learner, content_id, completed::date, technology, 1
        from oracle.pair where completed is not null
    ) long
    where amount <> 0
  )
  select metric, source, content_type, day, amount, person, coalesce(content_id, '') as content_id,
    case when content_id = '-1' and source = 'datacamp' then 'Not set' else coalesce(nullif(trim(technology), ''), 'Not set') end as technology
  from named
  where metric <> 'new_learners'
    or day = (select min(first.day) from named first where first.metric = 'active_learners' and first.person = named.person)`

/** Once the mirrors are filled; the events are computed here and now. */
export async function createOracle(pool: pg.Pool): Promise<void> {
  await pool.query('drop schema if exists oracle cascade')
  await pool.query(views)
}

/** What the oracle calls each person: "datacamp 7" where the marts' key is "DATACAMP:7". */
export async function oracleNames(pool: pg.Pool): Promise<Map<number, string>> {
  const { rows } = await pool.query<{ id: number; key: string }>(
    'select person_id as id, person_key as key from mart.person',
  )
  return new Map(
    rows.map(({ id, key }) => [id, key.replace(/^[A-Z]+:/, (start) => `${start.slice(0, -1).toLowerCase()} `)]),
  )
}

/** Whether somebody, by the oracle's name, was in a team on a day; never on a day that is not known. */
export async function membersOf(pool: pg.Pool, team: number): Promise<(who: string, day: string | null) => boolean> {
  const { rows } = await pool.query<{ who: string; joined: string | null; left: string | null }>(
    'select person as who, joined::text, left_on::text as left from oracle.member where team_id = $1',
    [team],
  )
  return (who, day) =>
    day !== null &&
    rows.some((one) => one.who === who && (one.joined ?? day) <= day && (one.left === null || day < one.left))
}

/** The same as a condition in SQL, for the columns of a person and of a day. */
export const inTeam = (team: number, who: string, day: string) =>
  `exists (select from oracle.member m where m.person = ${who} and m.team_id = ${team}
    and coalesce(m.joined <= ${day}, true) and coalesce(${day} < m.left_on, true))`

/** Metrics of activity and of courses; the other facts have an oracle of their own in the test beside them. */
export const oracleMetrics = [
  'active_learners',
  'learning_hours',
  'learning_seconds',
  'xp',
  'active_days',
  'new_learners',
  'enrolments',
  'course_starts',
  'sj_course_starts',
  'course_completions',
  'sj_course_completions',
] as const

export interface OracleQuery {
  readonly metric: string
  readonly by: readonly string[]
  readonly filters: Filters
  readonly today: string
  readonly ownTeams?: readonly number[]
  /** How the rows of a group become its number; default: the sum of their amounts. */
  readonly value?: string
  /** Keys of dimensions that only some facts have. */
  readonly keys?: Readonly<Record<string, string>>
}

export interface OracleCell {
  readonly keys: readonly string[]
  readonly value: number
  readonly people: number
}

const keyOf: Readonly<Record<string, string>> = {
  day: `day::text`,
  week: `(day - (extract(isodow from day)::int - 1))::text`,
  month: `to_char(day, 'YYYY-MM-01')`,
  quarter: `to_char(make_date(extract(year from day)::int, extract(quarter from day)::int * 3 - 2, 1), 'YYYY-MM-DD')`,
  year: `to_char(day, 'YYYY-01-01')`,
  source: 'source',
  content_type: 'content_type',
  technology: 'technology',
  team: `coalesce(team::text, 'null')`,
  content: `case when source = 'datacamp' and content_id = '-1' then 'deleted' else source || '/' || content_type || '/' || content_id end`,
  person: 'person',
}

const topic = `coalesce((
  select nullif(trim(topic), '') from datacamp.course_dim
  where source = 'datacamp' and content_type = 'course' and course_id <> -1 and course_id::text = content_id
), 'Not set')`

/** Groups of one metric, with the number of people behind each. */
export async function oracleCells(
  pool: pg.Pool,
  { metric, by, filters, today, ownTeams, value: ownValue, keys }: OracleQuery,
): Promise<OracleCell[]> {
  const atTime = `(joined is null or joined <= day) and (left_on is null or day < left_on)`
  const rule = {
    at_time: atTime,
    current: `(joined is null or joined <= $4::date) and (left_on is null or $4::date < left_on)`,
    ever: 'true',
  }[filters.membership]
  const keyBy = { ...keyOf, ...keys }
  const value =
    ownValue ??
    {
      active_learners: 'count(distinct person)',
      new_learners: 'count(distinct person)',
      active_days: 'count(distinct (person, day))',
      learning_hours: 'round(sum(amount) / 3600, 6)',
    }[metric] ??
    'sum(amount)'
  const teamsBy = (holds: string) =>
    `array(select distinct team_id from oracle.member where member.person = event.person and ${holds})`
  const { rows } = await pool.query(
    `with counted as (
       select *, ${teamsBy(rule)} as teams, ${teamsBy(atTime)} as teams_then from oracle.event
       where metric = $1 and day between $2::date and $3::date and $4::date is not null
         and (cardinality($5::text[]) = 0 or source = any($5)) and (cardinality($6::text[]) = 0 or content_type = any($6))
         and (cardinality($7::text[]) = 0 or technology = any($7))
         and ($10::text[] is null or ${keyOf.content} = any($10)) and ($11::text[] is null or ${topic} = any($11))
     ), allowed as (
       select *, case when $9::bigint[] is null then teams else array(select unnest(teams) intersect select unnest($9::bigint[])) end as visible
       from counted where $9::bigint[] is null or (teams && $9::bigint[] and teams_then && $9::bigint[])
     ), wanted as (
       select * from allowed
       where cardinality($8::bigint[]) = 0 or visible && $8::bigint[] or (0 = any($8::bigint[]) and cardinality(teams) = 0)
     ), grouped as (
       ${
         by.includes('team')
           ? `select wanted.*, team from wanted left join lateral unnest(visible) team on true
              where cardinality($8::bigint[]) = 0 or coalesce(team, 0) = any($8::bigint[])`
           : 'select wanted.*, null::bigint as team from wanted'
       }
     )
     select array[${by.map((name) => keyBy[name]).join(', ')}]::text[] as keys, ${value}::float8 as value, count(distinct person)::int as people
     from grouped ${by.length > 0 ? `group by ${by.map((_, index) => keyBy[by[index] ?? '']).join(', ')}` : ''}`,
    [
      metric,
      filters.from,
      filters.to,
      today,
      filters.source,
      filters.contentType,
      filters.technology,
      filters.team,
      ownTeams ?? null,
      filters.where.content ?? null,
      filters.where.topic ?? null,
    ],
  )
  return rows
}
