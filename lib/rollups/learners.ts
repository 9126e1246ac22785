/**
 * `pg_temp.learner_part`: distinct people with evidence per team, week and technology, of everything or of what changed (then as
 * differences). They do not add up over signatures: who changes teams within a week is in two of them.
 */
import type pg from 'pg'
import { notSet } from '@/lib/filters/filters'
import { setBased } from '@/lib/marts/set-based'
import { makeTemporary } from './people/temporary-table'
import { weekOf } from './sums'

const technologyOf = (column: string) => `coalesce(${column}, '${notSet}')`

/** Days of learning become people of the teams that they were in on that day, while `team_span` stands. */
const learners = (days: string) => `
  select team_id, week, technology, sum(case when is_before then -1 else 1 end)::int as learners
  from (
    select distinct learned.is_before, team_id, ${weekOf('day')} as week, technology, learned.person_id
    from (${days}) learned
    left join pg_temp.team_span span on span.person_id = learned.person_id and span.is_before = learned.is_before
      and span.starts <= learned.day and learned.day < span.ends
    join mart.signature_team team on team.signature_id
      = coalesce(span.signature_id, (select signature_id from mart.signature where teams = ''))
  ) learner
  group by team_id, week, technology
  having sum(case when is_before then -1 else 1 end) <> 0`

export async function makeWholeLearners(tx: pg.ClientBase): Promise<void> {
  await setBased(tx, () =>
    makeTemporary(
      tx,
      'learner_part',
      learners(`
        select false as is_before, person_id, day, ${technologyOf('technology')} as technology
        from mart.activity where is_evidence`),
    ),
  )
}

const proof = (side: string) => `case when evidence_${side} then ${technologyOf(`technology_${side}`)} end`

/** Where somebody may have become one of those who learned, or may be one of them no more; of who moved, everything. */
const touchedWeeks = `
  select person_id, ${weekOf('day')} as week from pg_temp.activity_delta
  where ${proof('before')} is distinct from ${proof('after')}
  union
  select person_id, ${weekOf('day')} from pg_temp.activity_delta join pg_temp.moved_person using (person_id)
  union
  select person_id, ${weekOf('day')} from mart.activity join pg_temp.moved_person using (person_id) where is_evidence`

const changedDays = (side: string) => `
  select ${side === 'before'} as is_before, person_id, day, ${technologyOf(`technology_${side}`)} as technology
  from pg_temp.activity_delta join pg_temp.learner_week using (person_id)
  where evidence_${side} and day between week and week + 6`

const unchangedDays = `
  select is_before, person_id, day, ${technologyOf('technology')} as technology
  from pg_temp.learner_week
  join mart.activity live using (person_id)
  cross join (values (true), (false)) side (is_before)
  where is_evidence and day between week and week + 6 and not exists (
    select from pg_temp.activity_delta delta
    where (delta.day, delta.person_id, delta.source, delta.content_type, delta.content_id)
      = (live.day, live.person_id, live.source, live.content_type, live.content_id)
  )`

/** After finishDelta; costs as much as was learned in the weeks in which somebody's evidence or teams changed. */
export async function makeChangedLearners(tx: pg.ClientBase): Promise<void> {
  const touched = await makeTemporary(tx, 'learner_week', touchedWeeks)
  const days = [changedDays('before'), changedDays('after'), unchangedDays].join(' union all ')
  await makeTemporary(tx, 'learner_part', touched === 0 ? noLearners : learners(days))
  await tx.query('drop table pg_temp.learner_week')
}

export const noLearners = `
  select null::bigint as team_id, null::date as week, null::text as technology, null::int as learners where false`
