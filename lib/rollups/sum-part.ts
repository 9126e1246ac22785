/**
 * `pg_temp.sum_day`: sums per signature, day and category, of everything or of what changed (then as differences). All rollups
 * of sums follow from it, so that each row of the marts is looked at once.
 */
import type pg from 'pg'
import { notSet } from '@/lib/filters/filters'
import { setBased } from '@/lib/marts/set-based'
import { makeChangedLearners, makeWholeLearners, noLearners } from './learners'
import { activityMeasures, counts, momentRows, sums } from './measures'
import { makeTemporary } from './people/temporary-table'

/** Rows of the marts as measures of one person, day and content. */
const everything = `
  select day, person_id, source, content_type, technology, ${activityMeasures} from mart.activity
  union all
  ${momentRows('mart.course_progress pair')}`

const technology = `coalesce(technology, '${notSet}')`

/** Everything there is. */
export async function makeWholeParts(tx: pg.ClientBase): Promise<void> {
  await setBased(tx, async () => {
    await addCategories(
      tx,
      `select source, content_type, technology from mart.activity union all select source, 'course', technology from mart.course_progress`,
    )
    await makeSpans(tx, 'select false as is_before, person_id, team_id, joined, "left" from mart.person_team')
    await makeParts(tx, `select false as is_before, * from (${everything}) everything`)
    await makeWholeLearners(tx)
    await tx.query('drop table pg_temp.team_span')
  })
}

const signed = (rows: string, side: 'before' | 'after') =>
  `select ${side === 'before'} as is_before, day, person_id, source, content_type, technology,
     ${sums.map((name) => (side === 'before' ? `-${name} as ${name}` : name)).join(', ')}
   from (${rows}) ${side}_rows`

/** Only amounts changed, of somebody who is in the same teams as before: one row with the differences says it all. */
const isPlain = `(existed_before and exists_after and technology_before is not distinct from technology_after
  and person_id not in (select person_id from pg_temp.moved_person))`

const plainChanges = `
  select false as is_before, day, person_id, source, content_type, technology_after as technology,
    seconds_after - seconds_before as seconds, xp_after - xp_before as xp, ${counts.map((name) => `0 as ${name}`).join(', ')}
  from pg_temp.activity_delta where ${isPlain}`

const activityColumns = (side: string, exists: string) => `
  select day, person_id, source, content_type, technology_${side} as technology, ${activityMeasures}
  from (
    select *, seconds_${side} as seconds, xp_${side} as xp from pg_temp.activity_delta where ${exists} and not ${isPlain}
  ) changed`

const progressColumns = (side: string, exists: string) =>
  momentRows(`(
    select source, person_${side} as person_id, technology_${side} as technology, enrolled_${side} as enrolled_at,
      started_${side} as started_at, completed_${side} as completed_at
    from pg_temp.progress_delta where ${exists}) changed`)

/** What people whose memberships changed did all along: it goes from one signature to another. */
const movedActivity = `
  select day, person_id, source, content_type, technology, ${activityMeasures}
  from mart.activity live join pg_temp.moved_person using (person_id)
  where not exists (
    select from pg_temp.activity_delta delta
    where (delta.day, delta.person_id, delta.source, delta.content_type, delta.content_id)
      = (live.day, live.person_id, live.source, live.content_type, live.content_id)
  )`

const movedProgress = momentRows(`(
  select live.* from mart.course_progress live join pg_temp.moved_person using (person_id)
  where not exists (
    select from pg_temp.progress_delta delta
    where (delta.source, delta.learner_id, delta.course_id) = (live.source, live.learner_id, live.course_id)
  )) moved`)

const changedRows = [
  plainChanges,
  signed(activityColumns('before', 'existed_before'), 'before'),
  signed(activityColumns('after', 'exists_after'), 'after'),
  signed(progressColumns('before', 'existed_before'), 'before'),
  signed(progressColumns('after', 'exists_after'), 'after'),
  ...[movedActivity, movedProgress].flatMap((rows) => [signed(rows, 'before'), signed(rows, 'after')]),
].join(' union all ')

/** After finishDelta. Returns how many rows of people it took to find the differences. */
export async function makeChangedParts(tx: pg.ClientBase): Promise<number> {
  const rows = await makeTemporary(tx, 'sum_row', changedRows)
  if (rows === 0) {
    await makeTemporary(tx, 'sum_day', emptyParts)
    await makeTemporary(tx, 'learner_part', noLearners)
    return 0
  }
  await addCategories(tx, 'select source, content_type, technology from pg_temp.sum_row')
  await makeTemporary(tx, 'sum_person', 'select distinct person_id from pg_temp.sum_row')
  await makeSpans(
    tx,
    `select is_before, person_id, team_id, joined, "left"
     from mart.person_team join pg_temp.sum_person using (person_id) cross join (values (true), (false)) side (is_before)
     where not is_before or not exists (select from pg_temp.moved_person moved where moved.person_id = person_team.person_id)
     union all
     select true, person_id, team_id, joined, "left" from pg_temp.membership_before`,
  )
  await makeParts(tx, 'table pg_temp.sum_row')
  await makeChangedLearners(tx)
  await tx.query('drop table pg_temp.sum_row, pg_temp.sum_person, pg_temp.team_span')
  return rows
}

const emptyParts = `
  select null::bigint as signature_id, null::date as day, null::int as category_id,
    ${sums.map((name) => `null::numeric as ${name}`).join(', ')}
  where false`

async function addCategories(tx: pg.ClientBase, combinations: string): Promise<void> {
  await tx.query(
    `insert into mart.category (source, content_type, technology)
     select source, content_type, technology
     from (select distinct source, content_type, ${technology} as technology from (${combinations}) used) combination
     where not exists (
       select from mart.category known
       where (known.source, known.content_type, known.technology) = (combination.source, combination.content_type, combination.technology)
     )
     order by 1, 2, 3`,
  )
}

/** `pg_temp.team_span`: from which day until which a person was in which teams; days in none have no span. */
async function makeSpans(tx: pg.ClientBase, members: string): Promise<void> {
  await makeTemporary(
    tx,
    'span_member',
    `select *, count(*) over (partition by is_before, person_id) = 1 as is_only
     from (${members}) member where joined < "left"`,
  )
  await makeTemporary(
    tx,
    'named_span',
    `with edge as (
       select is_before, person_id, joined as starts from pg_temp.span_member where not is_only
       union
       select is_before, person_id, "left" from pg_temp.span_member where not is_only and "left" < 'infinity'
     ), span as (
       select is_before, person_id, starts,
         lead(starts, 1, 'infinity') over (partition by is_before, person_id order by starts) as ends
       from edge
     )
     select is_before, person_id, starts, ends, string_agg(team_id::text, ',' order by team_id) as teams
     from span join pg_temp.span_member member using (is_before, person_id)
     where member.joined <= starts and starts < member."left"
     group by is_before, person_id, starts, ends
     union all
     select is_before, person_id, joined, "left", team_id::text from pg_temp.span_member where is_only`,
  )
  await addSignatures(tx)
  await makeTemporary(
    tx,
    'team_span',
    `select is_before, person_id, starts, ends, signature_id from pg_temp.named_span join mart.signature using (teams)`,
  )
  await tx.query('drop table pg_temp.span_member, pg_temp.named_span')
}

async function addSignatures(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `with added as (
       insert into mart.signature (teams)
       select teams from (select '' as teams union select teams from pg_temp.named_span) named
       where not exists (select from mart.signature known where known.teams = named.teams)
       order by teams
       returning signature_id, teams
     )
     insert into mart.signature_team (team_id, signature_id)
     select coalesce(nullif(team, '')::bigint, 0), signature_id
     from added, unnest(case when teams = '' then array[''] else string_to_array(teams, ',') end) team`,
  )
}

async function makeParts(tx: pg.ClientBase, rows: string): Promise<void> {
  await makeTemporary(
    tx,
    'sum_day',
    `select coalesce(span.signature_id, (select signature_id from mart.signature where teams = '')) as signature_id,
       fact.day, category.category_id, ${sums.map((name) => `sum(${name}) as ${name}`).join(', ')}
     from (${rows}) fact
     join mart.category on category.source = fact.source and category.content_type = fact.content_type
       and category.technology = coalesce(fact.technology, '${notSet}')
     left join pg_temp.team_span span on span.person_id = fact.person_id and span.is_before = fact.is_before
       and span.starts <= fact.day and fact.day < span.ends
     group by 1, 2, 3
     having ${sums.map((name) => `sum(${name}) <> 0`).join(' or ')}`,
  )
}
