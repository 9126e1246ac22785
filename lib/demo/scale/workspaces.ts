/** Workspaces at scale: made by a third of the people, visited by them and their colleagues, and now and then published. */
import type pg from 'pg'
import { GROUP_ID } from '../organisation'
import { below, chance, normal } from './chance'
import { howMany, instant, itemKey, rowHash, workingTime } from './draws'
import { learningDay } from './facts'
import { scaleDays, scaleTechnologies } from './scale'

const WORKSPACES = 0.31
const VISITS = 10
const VIEWS = 10
const categories = ['base', 'dataset', 'recipe', 'playbook', 'project', 'boilerplate']

/** Workspaces are for code: of Python and R, and beside SQL. */
const coders = scaleTechnologies.flatMap(([name], place) => (['Python', 'SQL', 'R'].includes(name) ? [place] : []))
const R = scaleTechnologies.findIndex(([name]) => name === 'R')

/** Drawn once, because four tables tell of it. */
const workspaces = `
  create temp table scale_workspace as
  select *, md5(key::text)::uuid::text as workspace_id,
    case when attempts = 0 then 0 when attempts = 1 then (${chance('key', 206)} < 0.9)::int else ${below('(attempts + 1)', 'key', 206)} end as successes
  from (
    select user_id, key, day, least(${scaleDays - 1} - day, ceil(9 * exp(${normal('key', 203)})))::int as days,
      case when ${chance('key', 204)} < 0.4 then 1 + ${below(4, 'key', 205, 2)} else 0 end as attempts,
      case when favourite = ${R} and ${chance('key', 208)} < 0.6 then 'R' else 'Python' end as technology
    from (
      select user_id, favourite, ${itemKey('nth')} as key, ${learningDay(itemKey('nth'), 202)} as day
      from (
        select *, ${howMany(WORKSPACES, 201, `case when favourite in (${coders.join(', ')}) then 1.7 else 0.2 end`)} as wanted
        from pg_temp.scale_person
      ) as person
      cross join generate_series(1, wanted) as nth
      offset 0
    ) as drawn
    offset 0
  ) as made
  order by user_id, key`

const workspaceDim = `
  insert into datacamp.workspace_dim (workspace_id, workspace_title, technology, owner_type, category, key, is_featured, group_id)
  select workspace_id, 'Workspace ' || key % 100000, technology, case when ${chance('key', 211)} < 0.85 then 'individual' else 'group' end,
    category, case when category <> 'base' then category || '-' || lower(technology) || '-' || 1 + key % 12 end,
    ${chance('key', 212)} < 0.05, ${GROUP_ID}
  from (
    select *, (array['${categories.join("', '")}'])[1 + ${below(categories.length, 'key', 213)}] as category
    from pg_temp.scale_workspace
  ) as workspace`

const within = (share: number) => `made_at + ${share} * (last_at - made_at)`

const workspaceFacts = `
  insert into datacamp.workspace_fact (creator_id, workspace_id, nb_megabytes, nb_attempts_to_publish, nb_times_published_successfully,
    nb_upvotes, nb_shares, created_at, updated_at, first_edited_at, last_edited_at, first_published_at, last_published_at,
    first_integration_added_at, last_integration_added_at, first_upvoted_at, last_upvoted_at, group_id, row_hash, line_hash)
  select user_id, workspace_id, round((3 * exp(1.2 * ${normal('key', 221)}))::numeric, 2), attempts, successes, upvotes,
    ${below(3, 'key', 223, 3)}, made_at, last_at, case when is_edited then ${within(0.05)} end, case when is_edited then ${within(0.95)} end,
    case when successes > 0 then ${within(0.4)} end, case when successes > 0 then ${within(0.9)} end,
    case when is_integrated then ${within(0.1)} end, case when is_integrated then ${within(0.3)} end,
    case when upvotes > 0 then ${within(0.6)} end, case when upvotes > 0 then ${within(0.9)} end, ${GROUP_ID}, ${rowHash('key')}
  from (
    select *, ${instant('day', workingTime('key', 224))} as made_at, ${instant('day + days', '68400')} as last_at,
      attempts > 0 or ${chance('key', 225)} < 0.82 as is_edited, ${chance('key', 226)} < 0.2 as is_integrated,
      case when successes > 0 then ${below(6, 'key', 227, 2)} else 0 end as upvotes
    from pg_temp.scale_workspace
    offset 0
  ) as workspace`

/** Mostly by who made it; the others are people of any team. */
const visitFacts = (people: number) => `
  insert into datacamp.workspace_visit_fact (visitor_id, workspace_id, visited_at, nb_seconds, group_id, row_hash, line_hash)
  select case when is_own then user_id else 1 + ${below(people, 'row_key', 233)} end, workspace_id,
    date_trunc('day', ${instant('day + offset_days')})::date,
    round(case when is_own then 1100 else 240 end * exp(0.9 * ${normal('row_key', 234)})), ${GROUP_ID}, ${rowHash('row_key')}
  from (
    select *, key * 64 + nth as row_key, ${chance('(key * 64 + nth)', 231)} < 0.7 as is_own,
      ${below('(days + 1)', '(key * 64 + nth)', 232)} as offset_days
    from pg_temp.scale_workspace
    cross join lateral generate_series(1, 1 + ${below(2 * VISITS - 1, 'key', 230)}) as nth
    offset 0
  ) as visit`

const viewFacts = `
  insert into datacamp.publication_fact (group_id, creator_id, workspace_id, viewed_at, nb_viewers, nb_seconds, viewer_type, row_hash, line_hash)
  select ${GROUP_ID}, user_id, workspace_id, ${instant('view_day')}::date, viewers, viewers * (20 + ${below(100, 'row_key', 243)}),
    case when is_own then 'creator' else 'viewer' end, ${rowHash('row_key')}
  from (
    select distinct on (key, view_day, is_own) *, case when is_own then 1 else 1 + ${below(5, 'row_key', 242, 2)} end as viewers
    from (
      select *, key * 64 + nth as row_key, ${chance('(key * 64 + nth)', 240)} < 0.25 as is_own,
        least(${scaleDays - 1}, day + 2 + ${below(180, '(key * 64 + nth)', 241, 2)}) as view_day
      from pg_temp.scale_workspace
      cross join lateral generate_series(1, 1 + ${below(2 * VIEWS - 1, 'key', 244)}) as nth
      where successes > 0
      offset 0
    ) as drawn
    order by key, view_day, is_own, row_key
  ) as view`

export async function createScaleWorkspaces(tx: pg.ClientBase, people: number): Promise<void> {
  await tx.query(workspaces)
  await tx.query('analyze pg_temp.scale_workspace')
  await tx.query(workspaceDim)
  await tx.query(workspaceFacts)
  await tx.query(visitFacts(people))
  await tx.query(viewFacts)
}
