/** Assignments at scale: to teams, to people and now and then to everybody; done on time, late or not, and some not yet due. */
import type pg from 'pg'
import { GROUP_ID } from '../organisation'
import { below, chance, normal } from './chance'
import { instant, rowHash, technologyNames, workingTime } from './draws'
import { technologyBy } from './people'
import { scaleDays, scaleTeams } from './scale'

const PER_TEAM = 1.9
/** Chosen by name; each speaks to so many. */
const TO_PEOPLE_PER_TEAM = 2.5
const NAMED = 20
/** To the whole group, of whom each time so many were there. */
const TO_GROUP = 2
const OF_GROUP = 0.15
const FIRST = 9_001
const ADMINISTRATORS = 12

const types = ['course', 'chapter', 'project', 'assessment', 'customtrack', 'xp']
/** Sums of the shares of all but the last. */
const typeBounds = [0.4, 0.68, 0.74, 0.84, 0.9]
const terms = [14, 21, 30, 30, 45, 60, 90]

const now = instant(String(scaleDays))
const toTeams = (people: number) => Math.round(PER_TEAM * scaleTeams(people))
const count = (people: number) => TO_GROUP + toTeams(people) + Math.round(TO_PEOPLE_PER_TEAM * scaleTeams(people))

/** Every eighth is recent, so that something is due in the days to come; every ninth has no end. */
const assignments = (people: number) => `
  create temp table scale_assignment as
  select place, assignee, type, technology, team_id, created_day, ${instant('created_day', workingTime('place', 254))} as created_at,
    case when place % 9 <> 4 then ${instant(`created_day + 1 + (array[${terms.join(', ')}])[1 + ${below(terms.length, 'place', 253)}]`, '-1')} end as due_at
  from (
    select *, 1 + (place - ${TO_GROUP}) % ${scaleTeams(people)} as team_id,
      case when place % 8 = 0 and assignee <> 'group' then ${scaleDays - 4} - ${below(48, 'place', 251)} else ${below(scaleDays - 12, 'place', 252)} end as created_day,
      (array['${types.join("', '")}'])[1 + width_bucket(${chance('place', 255)}, array[${typeBounds.join(', ')}]::float8[])] as type,
      (${technologyNames})[1 + ${technologyBy(chance('place', 256))}] as technology
    from (
      select place, case when place < ${TO_GROUP} then 'group' when place < ${TO_GROUP + toTeams(people)} then 'team' else 'user' end as assignee
      from generate_series(0, ${count(people) - 1}) as place
    ) as numbered
    offset 0
  ) as drawn`

const assignmentDim = `
  insert into datacamp.assignment_dim (group_id, assignment_id, created_by_id, assignment_type, assignment_title, assignment_status,
    assignee_type, assignment_xp, technology, topic, due_at, created_at, updated_at, deleted_at)
  select ${GROUP_ID}, ${FIRST} + place, 1 + ${below(ADMINISTRATORS, 'place', 257)}, type,
    case when type <> 'xp' then initcap(type) || ' of ' || technology || ', ' || 1 + ${below(12, 'place', 258)} end,
    case when place % 7 = 3 then 'archived' else 'active' end, assignee,
    case type when 'course' then 4000 when 'chapter' then 1000 when 'project' then 1500 when 'customtrack' then 21500
      when 'xp' then (array[500, 1000, 2500, 5000])[1 + ${below(4, 'place', 259)}] end,
    case when type <> 'xp' then technology end, null, due_at, created_at, coalesce(deleted_at, created_at), deleted_at
  from (
    select *, case when place % 17 = 6 then ${instant(`least(${scaleDays - 1}, created_day + 9)`, '64800')} end as deleted_at
    from pg_temp.scale_assignment
  ) as assignment`

/** Whoever is in the team on that day; a tenth of them was left out. */
const assigned = (people: number) => `
  select member.user_id, assignment.*
  from pg_temp.scale_assignment as assignment
  join datacamp.user_team_bridge as member using (team_id)
  where assignee = 'team' and created_at::date >= coalesce(joined_team_date, '-infinity')
    and created_at < coalesce(left_team_date, 'infinity') and ${chance('(member.user_id * 65536 + place)', 261)} < 0.9
  union all
  select distinct on (place, user_id) 1 + ${below(people, `(place * 64 + nth)`, 262)} as user_id, assignment.*
  from pg_temp.scale_assignment as assignment cross join generate_series(1, ${NAMED}) as nth
  where assignee = 'user'
  union all
  select user_id, assignment.*
  from pg_temp.scale_assignment as assignment cross join datacamp.user_dim
  where assignee = 'group' and ${chance('(user_id * 65536 + place)', 263)} < ${OF_GROUP}`

/** Four fifths of what is done is done on time; without an end, in two months. Now and then the platform's word lags behind. */
const assignmentFacts = (people: number) => `
  insert into datacamp.assignment_fact (group_id, user_id, assignment_id, is_completed, completion_status, assigned_at, due_at,
    completed_at, email_sent_at, reminder_sent_at, row_hash, line_hash)
  select ${GROUP_ID}, user_id, ${FIRST} + place, completed_at is not null,
    case when ${chance('key', 274)} < 0.01 then 'in_progress' when completed_at > due_at then 'late' when completed_at is not null then 'completed'
      when due_at < ${now} then 'missed' else 'in_progress' end,
    created_at, due_at, completed_at, created_at + interval '5 minutes',
    case when reminder > created_at and reminder < ${now} and coalesce(completed_at > reminder, true) and ${chance('key', 275)} < 0.9 then reminder end,
    ${rowHash('key')}
  from (
    select *, due_at - interval '84 hours' as reminder, case when done_at < ${now} then done_at end as completed_at
    from (
      select *, case when ${chance('key', 271)} < 0.3 + 0.6 * ${chance('user_id', 270)} then
        case when ${chance('key', 272)} < 0.8 or due_at is null
          then created_at + interval '1 minute' + ${chance('key', 273)} * (coalesce(due_at, created_at + interval '60 days') - created_at - interval '1 minute')
          else due_at + 6 * exp(${normal('key', 276)}) * interval '1 day' end end as done_at
      from (select *, user_id * 65536 + place as key from (${assigned(people)}) as assigned) as keyed
      offset 0
    ) as assigned
    offset 0
  ) as assigned
  order by user_id, place`

export async function createScaleAssignments(tx: pg.ClientBase, people: number): Promise<void> {
  await tx.query(assignments(people))
  await tx.query('analyze pg_temp.scale_assignment')
  await tx.query(assignmentDim)
  await tx.query(assignmentFacts(people))
}
