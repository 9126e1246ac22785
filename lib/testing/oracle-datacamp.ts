/** What METRICS.md says of DataCamp's smaller facts, as plain SQL over the raw mirrors; the rows join those of createOracle. */
import type pg from 'pg'

const functions = `
alter table oracle.event add column detail jsonb not null default '{}';
create function oracle.person_of(u bigint) returns text language sql as $$
  select coalesce((select person from oracle.account where source = 'datacamp' and id = coalesce(u::text, '')), 'datacamp ' || coalesce(u::text, ''))
$$;
create function oracle.said(t text) returns text language sql as $$ select case when trim(t) = '' or t is null then 'Not set' else trim(t) end $$;
create function oracle.days(a timestamp, b timestamp) returns float8 language sql as $$ select extract(epoch from b - a)::float8 / 86400 $$;
-- Linear interpolation between the two nearest ranks, as Hyndman and Fan's definition 7.
create function oracle.quantile(sorted float8[], share float8) returns float8 language sql as $$
  select sorted[lo + 1] + ((n - 1) * share - lo) * (sorted[least(lo + 1, n - 1) + 1] - sorted[lo + 1])
  from (select cardinality(sorted) as n, floor((cardinality(sorted) - 1) * share)::int as lo) x where n > 0
$$;
create function oracle.level(g text) returns int language sql as $$
  select case trim(g) when 'Novice' then 1 when 'Intermediate Lower' then 2 when 'Intermediate' then 3
    when 'Intermediate Upper' then 4 when 'Advanced' then 5 end
$$`

/** Dimensions that only these facts have, over the rows of oracle.event. */
export const datacampKeys = {
  topic: `coalesce((select nullif(trim(topic), '') from datacamp.course_dim where source = 'datacamp' and content_type = 'course'
      and course_id::text = content_id and course_id <> -1),
    (select nullif(trim(topic), '') from datacamp.assignment_dim where content_type = 'assignment' and assignment_id::text = content_id), 'Not set')`,
  ...Object.fromEntries(
    [
      'score_group',
      'assignment_status',
      'completion_status',
      'due_month',
      'certification',
      'certification_version',
      'track',
      'track_kind',
      'guided',
      'for_certification',
    ].map((name) => [name, `detail->>'${name}'`]),
  ),
}

export async function createDatacampOracle(pool: pg.Pool): Promise<void> {
  await pool.query(functions)
}

const insert = `insert into oracle.event (metric, source, content_type, day, amount, person, content_id, technology, detail)`

/** Attempts up to the end of a period: what came after it does not count. */
export async function placeAttempts(pool: pg.Pool, to: string, asOf: string): Promise<void> {
  await pool.query(`
    delete from oracle.event where content_type = 'assessment' and detail <> '{}';
    create temp table attempt as
      select *, oracle.person_of(user_id) as person from (
        select *, row_number() over (partition by user_id, assessment_id, started_at order by completed_at desc, date_id desc) as nth
        from datacamp.assessment_fact where completed_at is not null and assessment_id <> -1 and completed_at::date <= '${to}') one where nth = 1;
    ${insert}
    select m.metric, 'datacamp', 'assessment', completed_at::date, m.amount, person, assessment_id::text, oracle.said(technology),
      jsonb_build_object('score_group', oracle.said(score_group))
    from attempt left join datacamp.assessment_dim using (assessment_id),
      lateral (values ('assessments_completed', 1::numeric), ('assessment_learners', 1), ('assessment_score', score),
        ('assessment_level', case when not exists (select from attempt later where later.person = attempt.person
          and later.assessment_id = attempt.assessment_id and later.completed_at > attempt.completed_at) then 1 end)) m(metric, amount)
    where m.amount is not null;
    ${insert}
    select m.metric, 'datacamp', 'assessment', completed_at::date, 1, person, assessment_id::text, said, jsonb_build_object('score_group', oracle.said(score_group))
    from (
      select attempt.*, oracle.said(technology) as said, row_number() over (
        partition by person, oracle.said(technology) order by completed_at desc, score desc nulls last, assessment_id::text) as place
      from attempt left join datacamp.assessment_dim using (assessment_id)
    ) a, lateral (values ('skill_levels', true),
      ('skill_levels_stale', completed_at < timestamp '${asOf.slice(0, 19)}' - interval '180 days'),
      ('skill_levels_fresh', completed_at >= timestamp '${asOf.slice(0, 19)}' - interval '180 days')) m(metric, holds)
    where place = 1 and holds;
    ${insert}
    select m.metric, 'datacamp', 'assessment', last.completed_at::date, m.amount, person, last.assessment_id::text, oracle.said(technology), '{"is": 1}'
    from attempt last join attempt first using (person, assessment_id) left join datacamp.assessment_dim using (assessment_id),
      lateral (values ('skill_gain', last.score - first.score), ('skill_gain_pairs', (last.score - first.score) * 0 + 1),
        ('skill_gain_improved', case when last.score > first.score then 1 end),
        ('skill_gain_grouped', (oracle.level(last.score_group) - oracle.level(first.score_group)) * 0 + 1),
        ('skill_gain_moved_up', case when oracle.level(last.score_group) > oracle.level(first.score_group) then 1 end),
        ('assessment_retakers', 1)) m(metric, amount)
    where m.amount is not null and oracle.days(first.completed_at, last.completed_at) >= 14
      and not exists (select from attempt x where x.person = last.person and x.assessment_id = last.assessment_id
        and (x.completed_at > last.completed_at or x.completed_at < first.completed_at));
    drop table attempt;`)
}

/** All others, as they are at the moment that the data speaks of. */
export async function placeDatacamp(pool: pg.Pool, asOf: string, windowDays: number): Promise<void> {
  const at = `timestamp '${asOf.slice(0, 19)}'`
  const cohort = (name: string) => `
    ('${name}s', started, 1), ('${name}s_open', case when completed is null then started end, 1),
    ('${name}s_mature', case when started + interval '${windowDays} days' <= ${at} then started end, 1),
    ('${name}s_completed_in_time', case when started + interval '${windowDays} days' <= ${at}
      and completed <= started + interval '${windowDays} days' then started end, 1)`
  await pool.query(`    ${insert}
    select m.metric, 'datacamp', 'project', m.at::date, m.amount, oracle.person_of(user_id), project_id::text, oracle.said(technology),
      jsonb_build_object('guided', case when is_guided then 'guided' when not is_guided then 'unguided' else 'Not set' end,
        'for_certification', case when is_certification then 'certification' when not is_certification then 'learning' else 'Not set' end)
    from (select user_id, project_id, min(started_at) as started, max(completed_at) as completed from datacamp.project_fact
      where project_id <> -1 group by 1, 2) pair left join datacamp.project_dim using (project_id),
      lateral (values ${cohort('project_start')}, ('project_completions', completed, 1),
        ('project_starts_completed', case when completed is not null then started end, 1),
        ('project_time_to_complete', case when completed >= started then started end, oracle.days(started, completed))) m(metric, at, amount)
    where m.at is not null;

    ${insert}
    select m.metric, 'datacamp', 'practice', day, m.amount, oracle.person_of(user_id), practice_id::text,
      case when practice_id = -1 then 'Not set' else oracle.said(technology) end, '{"is": 1}'
    from (select user_id, practice_id, day, sum(case when time_spent > 0 then time_spent else 0 end) as seconds, sum(coalesce(f.xp, 0)) as xp,
        bool_or(is_mobile) as mobile, count(is_mobile) as told
      from datacamp.practice_fact f join oracle.calendar using (date_id) group by 1, 2, 3) session left join datacamp.practice_dim using (practice_id),
      lateral (values ('practice_sessions', case when practice_id <> -1 then 1 end), ('practice_learners', case when practice_id <> -1 then 1 end),
        ('practice_sessions_mobile', case when practice_id <> -1 and mobile then 1 end),
        ('practice_sessions_placed', case when practice_id <> -1 and told > 0 then 1 end),
        ('practice_sessions_browser', case when practice_id <> -1 and told > 0 and not mobile then 1 end),
        ('practice_sessions_unplaced', case when practice_id <> -1 and told = 0 then 1 end),
        ('practice_hours', seconds), ('practice_xp', session.xp)) m(metric, amount)
    where m.amount <> 0;

    create temp table assigned as
      select *, case when completed is null and due is null then 'no_due_date' when completed is null and due < ${at} then 'overdue'
        when completed is null then 'not_yet_due' when due is null or completed <= due then 'on_time' else 'late' end as state
      from (
        select distinct f.user_id, assignment_id, completion_status, assigned_at, f.due_at as due, completed_at as completed, reminder_sent_at as reminder,
          d.technology, d.created_at, d.deleted_at is not null or lower(trim(d.assignment_status)) = 'archived' as away
        from datacamp.assignment_fact f left join datacamp.assignment_dim d using (assignment_id)) row;
    ${insert}
    select m.metric, 'datacamp', 'assignment', coalesce(assigned_at, created_at, due, completed)::date, m.amount, oracle.person_of(user_id),
      assignment_id::text, oracle.said(technology),
      jsonb_build_object('assignment_status', state, 'completion_status', oracle.said(completion_status),
        'due_month', oracle.said(left(due::text, 7)))
    from assigned, lateral (
      select 'assignments' as metric, 1 as amount where away is not true
      union all select 'assignments_' || state, 1 where away is not true
      union all select 'assignments_put_away', 1 where away
      union all select 'assignments_due_in_7', 1 where away is not true and completed is null and due >= ${at} and due - ${at} <= interval '7 days'
      union all select 'assignments_due_in_30', 1 where away is not true and completed is null and due >= ${at} and due - ${at} <= interval '30 days'
      union all select 'assignments_due', 1 where away is not true and due < ${at}
      union all select 'assignments_due_on_time', 1 where away is not true and due < ${at} and completed <= due
      union all select 'days_late', oracle.days(due, completed) where away is not true and completed > due
      union all select 'assignments_reminded', 1 where away is not true and reminder is not null and (completed is null or completed > reminder)
      union all select 'assignments_completed_after_reminder', 1 where away is not true and completed > reminder and completed - reminder <= interval '7 days'
      union all select 'assignment_status_mismatches', 1 where away is not true and trim(completion_status) <> ''
        and lower(completion_status) <> (array['completed', 'late', 'missed', 'in_progress', 'in_progress'])[
          array_position(array['on_time', 'late', 'overdue', 'not_yet_due', 'no_due_date'], state)]) m
    where coalesce(assigned_at, created_at, due, completed) is not null;
    drop table assigned;

    ${insert}
    select m.metric, 'datacamp', 'certification', m.day, m.amount, oracle.person_of(user_id), certification_id::text, 'Not set',
      jsonb_build_object('certification', certification_id, 'certification_version', case when certification_id <= 2 then 'v1' else 'v2' end)
    from (select *, certificate_granted_at as granted, (select min(t) from unnest(array[assessments_passed_at, coding_challenge_passed_at,
        first_exam_started_at, first_exam_completed_at, exam_last_passed_at, case_study_ready_at, first_case_study_submitted_at,
        last_case_study_submitted_at, certificate_granted_at::timestamp, expired_at]) t) as earliest from datacamp.certification_fact) f,
      lateral (select case when registered_at is null then earliest else registered_at end::date as registered,
        granted is not null or (expired_at is not null and expired_at < ${at}) as resolved) r,
      lateral (values ('certifications_granted', granted, 1), ('days_to_grant', case when granted >= registered_at::date then granted end,
          granted - registered_at::date),
        ('certification_attempts', registered, 1), ('certification_attempts_open', case when not resolved then registered end, 1),
        ('certification_attempts_running_out', case when not resolved and expired_at <= ${at} + interval '30 days' then registered end, 1),
        ('certification_people_resolved', case when resolved then registered end, 1),
        ('certification_people_granted', case when granted is not null then registered end, 1)) m(metric, day, amount)
    where m.day is not null and m.amount is not null;

    ${insert}
    select m.metric, 'datacamp', 'track', m.day, m.amount, oracle.person_of(user_id), track_version_id::text, oracle.said(technology),
      jsonb_build_object('track', track_version_id, 'track_kind', case when is_custom then 'custom' when not is_custom then 'standard' else 'Not set' end)
    from (select user_id, track_version_id, min(started_at)::date as started, max(completed_at)::date as completed,
        (select day from oracle.calendar where date_id = min(f.date_id)) as named, count(*) filter (where is_currently_active) as active
        from datacamp.track_fact f group by 1, 2) e
      left join datacamp.track_dim using (track_version_id),
      lateral (select (select count(distinct content_id) from datacamp.track_content_fact c where c.user_id = e.user_id
        and c.track_version_id = e.track_version_id and completed_at is not null and content_id <> 'project_-1')::numeric
        / nullif(nb_courses + nb_projects, 0) as share) p,
      lateral (values ('track_enrolments', coalesce(started, named), 1), ('track_completions', completed, 1),
        ('track_learners', coalesce(started, named), 1), ('track_enrolments_active', case when active > 0 then coalesce(started, named) end, 1),
        ('track_enrolments_completed', case when completed is not null then coalesce(started, named) end, 1),
        ('track_enrolments_described', case when share is not null then coalesce(started, named) end, 1),
        ('track_contents', coalesce(started, named), nb_courses + nb_projects),
        ('track_contents_completed', coalesce(started, named), case when nb_courses + nb_projects > 0 then
          (select count(distinct content_id) from datacamp.track_content_fact c where c.user_id = e.user_id
            and c.track_version_id = e.track_version_id and completed_at is not null and content_id <> 'project_-1') end),
        ('track_progress', coalesce(started, named), case when share > 1 then 1 else share end)) m(metric, day, amount)
    where m.day is not null and (m.amount <> 0 or m.metric = 'track_progress' and m.amount is not null);

    ${insert}
    select m.metric, 'datacamp', 'workspace', m.day, m.amount, oracle.person_of(who), workspace_id, oracle.said(technology), '{"is": 1}'
    from (
      select distinct 'workspaces_created' as metric, created_at::date as day, 1 as amount, creator_id as who, workspace_id from datacamp.workspace_fact
      union all select distinct 'workspaces_published', coalesce(first_published_at, created_at)::date, 1, creator_id, workspace_id
        from datacamp.workspace_fact where nb_times_published_successfully > 0
      union all select distinct 'workspaces_edited', last_edited_at::date, 1, creator_id, workspace_id
        from datacamp.workspace_fact where last_edited_at is not null
      union all select distinct 'workspace_visits', visited_at, 1, visitor_id, workspace_id from datacamp.workspace_visit_fact
      union all select distinct 'workspace_visitors', visited_at, 1, visitor_id, workspace_id from datacamp.workspace_visit_fact
      union all select distinct m.metric, created_at::date, m.amount, creator_id, workspace_id
      from datacamp.workspace_fact, lateral (
        select case when nb_attempts_to_publish > 0 then nb_attempts_to_publish else 0 end as tried,
          case when nb_times_published_successfully > 0 then nb_times_published_successfully else 0 end as done) n, lateral (values
        ('workspaces_created_edited', case when first_edited_at is not null or tried + done > 0 then 1 end),
        ('workspaces_created_tried', case when tried + done > 0 then 1 end), ('workspaces_created_published', case when done > 0 then 1 end),
        ('workspaces_integrated', case when first_integration_added_at is not null then 1 end),
        ('workspace_publish_attempts', case when tried + done > 0 then case when tried < done then done else tried end end),
        ('workspace_publish_successes', case when done > 0 then done end),
        ('workspace_upvotes', case when nb_upvotes > 0 then nb_upvotes end), ('workspace_shares', case when nb_shares > 0 then nb_shares end),
        ('workspaces_measured', case when nb_megabytes >= 0 then 1 end),
        ('workspace_size', case when nb_megabytes >= 0 then nb_megabytes end)) m(metric, amount) where m.amount is not null
      union all select m.metric, viewed_at, m.amount, creator_id, workspace_id from datacamp.publication_fact, lateral (values
        ('publication_views_own', case when viewer_type = 'creator' then nb_viewers end),
        ('publication_hours', case when viewer_type is distinct from 'creator' then nb_seconds end),
        ('publication_hours_own', case when viewer_type = 'creator' then nb_seconds end)) m(metric, amount) where m.amount > 0
      union all select 'workspace_hours', visited_at, nb_seconds, visitor_id, workspace_id from datacamp.workspace_visit_fact where nb_seconds > 0
      union all select 'publication_views', viewed_at, nb_viewers, creator_id, workspace_id from datacamp.publication_fact
        where nb_viewers > 0 and viewer_type is distinct from 'creator') m left join datacamp.workspace_dim using (workspace_id);

    ${insert}
    select m.metric, 'datacamp', 'project', completed::date, m.amount, oracle.person_of(user_id), project_id::text, oracle.said(technology),
      jsonb_build_object('guided', case when is_guided then 'guided' when not is_guided then 'unguided' else 'Not set' end,
        'for_certification', case when is_certification then 'certification' when not is_certification then 'learning' else 'Not set' end)
    from (select user_id, project_id, min(started_at) as started, max(completed_at) as completed from datacamp.project_fact
        where project_id <> -1 group by 1, 2) pair left join datacamp.project_dim using (project_id),
      lateral (select coalesce(sum(time_spent), 0) / 3600.0 as hours from datacamp.project_fact f join oracle.calendar using (date_id)
        where f.user_id = pair.user_id and f.project_id = pair.project_id and day <= completed::date and time_spent > 0) spent,
      lateral (values ('project_effort', hours), ('project_hours_needed', case when nb_hours_needed > 0 then nb_hours_needed end),
        ('project_effort_of_needed', hours / nullif(nb_hours_needed, 0)),
        ('project_effort_compared', case when nb_hours_needed > 0 then 1 end)) m(metric, amount)
    where (started is null or completed >= started) and m.amount is not null;

    ${insert}
    select m.metric, 'datacamp', 'course', completed::date, m.amount, oracle.person_of(learner::bigint), content_id, oracle.said(technology), '{"is": 1}'
    from (select *, (select coalesce(sum(time_spent), 0) from datacamp.course_fact f join oracle.calendar using (date_id)
        where f.user_id::text = learner and f.course_id::text = content_id and day <= completed::date and time_spent > 0) / 3600.0 as hours
      from oracle.pair where source = 'datacamp' and completed is not null and (started is null or completed >= started)) pair,
      lateral (values ('course_effort', hours), ('course_effort_of_needed', hours / nullif((select nb_hours_needed from datacamp.course_dim
        where course_id::text = content_id), 0)),
        ('course_effort_compared', (select 1 from datacamp.course_dim where course_id::text = content_id and nb_hours_needed > 0))) m(metric, amount)
    where m.amount is not null`)
}
