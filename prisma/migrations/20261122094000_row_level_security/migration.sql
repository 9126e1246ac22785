-- The second fence. Whoever asks through the web reads as the role skillscope_web, or as skillscope_web_all where the actor sees
-- everybody, and PostgreSQL shows each actor the rows of the people in their reach, whatever the statement says.
-- lib/authz/reader.ts enters with app.read_as; RELIABILITY.md, section 6.
--
-- Policies are no role's, so that they hold where the roles cannot be made: there the owner itself is held to them (FORCE) as soon
-- as an actor is named. What nobody named an actor for (refreshes, the command line) sees everything, unless it is such a role.

-- What the actor of this transaction is; null: nobody, or an account that no longer works.
create function app.reading_role() returns app."Role"
  language plpgsql stable parallel safe set search_path = '' as $$
declare
  actor text := current_setting('app.actor', true);
begin
  -- Work of the product itself, such as warming what everybody will ask for.
  if actor = 'system' then
    return 'analyst';
  end if;
  if actor is null or actor !~ '^(user|token):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return null;
  end if;
  if actor like 'user:%' then
    return (select role from app."user" where id = substr(actor, 6)::uuid and disabled_at is null);
  end if;
  return (
    select role from app.api_token
    where id = substr(actor, 7)::uuid and revoked_at is null and (expires_at is null or expires_at > now())
  );
end
$$;

-- Every row; an aggregate's small cells are hidden by the application.
create function app.sees_everybody() returns boolean
  language plpgsql stable parallel safe set search_path = '' as $$
begin
  return coalesce(app.reading_role() in ('admin', 'analyst', 'viewer'), false);
end
$$;

-- Known when a statement is planned, so that whoever sees everybody has the plans that a table without a fence would have. It is
-- no constant: immutable is meant for that use alone. A kept plan is never another reach's, because PostgreSQL plans statements
-- with row security anew when the role is another one, and only app.read_as takes a role, by what it finds about the actor.
create function app.reach() returns text
  language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case
    when current_user = 'skillscope_web' then 'teams'
    when current_user = 'skillscope_web_all' then case when app.sees_everybody() then 'everybody' else 'nobody' end
    else 'owner'
  end;
end
$$;

-- Outside of the two roles: work that nobody named an actor for, such as a refresh; else what the actor sees.
create function app.owner_sees_everybody() returns boolean
  language plpgsql stable parallel safe set search_path = '' as $$
begin
  return coalesce(current_setting('app.actor', true), '') = '' or app.sees_everybody();
end
$$;

-- The teams that a manager may see today, in UTC like lib/authz/actor.ts.
create function app.visible_teams() returns bigint[]
  language plpgsql stable parallel safe set search_path = '' as $$
declare
  actor text := current_setting('app.actor', true);
  today date := (now() at time zone 'UTC')::date;
begin
  if app.reading_role() is distinct from 'manager'::app."Role" then
    return '{}';
  end if;
  if actor like 'user:%' then
    return array(
      select team_id from app.user_team
      where user_id = substr(actor, 6)::uuid
        and (valid_from is null or valid_from <= today) and (valid_until is null or valid_until > today)
      order by team_id
    );
  end if;
  return array(select team_id from app.api_token_team where token_id = substr(actor, 7)::uuid order by team_id);
end
$$;

-- Keys of what a manager sees, once per statement: everybody who ever was in one of the own teams, and their accounts. Arrays,
-- so that an index on the key serves even where a statement names nobody.
create function app.visible_people() returns bigint[]
  language sql stable parallel safe set search_path = '' as $$
  select array(select distinct person_id from mart.person_team where team_id = any ((select app.visible_teams())::bigint[]))
$$;

create function app.visible_users() returns bigint[]
  language sql stable parallel safe set search_path = '' as $$
  select array(
    select source_id::bigint from mart.identity
    where source = 'datacamp' and source_id ~ '^\d+$' and person_id = any ((select app.visible_people())::bigint[])
  )
$$;

create function app.visible_students() returns text[]
  language sql stable parallel safe set search_path = '' as $$
  select array(
    select source_id from mart.identity
    where source = 'skilljar' and source_id <> '' and person_id = any ((select app.visible_people())::bigint[])
  )
$$;

create function app.visible_signatures() returns setof bigint
  language sql stable parallel safe rows 500 set search_path = '' as $$
  select signature_id from mart.signature_team where team_id = any ((select app.visible_teams())::bigint[])
$$;

-- Days on which each of them was in an own team: {"12": "{[2026-01-01,2026-03-01)}"}.
create function app.visible_days() returns jsonb
  language sql stable parallel safe set search_path = '' as $$
  select coalesce(jsonb_object_agg(person_id, days), '{}')
  from (
    select person_id, range_agg(daterange(joined, "left")) as days
    from mart.person_team where team_id = any ((select app.visible_teams())::bigint[]) group by person_id
  ) as member
$$;

-- Skilljar's rows name the student of a row above them; each set is read through the fences of the one before.
create function app.visible_course_progress() returns setof text
  language sql stable parallel safe rows 5000 set search_path = '' as $$
  select student_course_progress_id from skilljar.enrollment
  where student_id = any ((select app.visible_students())::text[]) and student_course_progress_id is not null
$$;

create function app.visible_certificates() returns setof text
  language sql stable parallel safe rows 1000 set search_path = '' as $$
  select certificate_id from skilljar.enrollment
  where student_id = any ((select app.visible_students())::text[]) and certificate_id is not null
$$;

create function app.visible_lesson_progress() returns setof text
  language sql stable parallel safe rows 20000 set search_path = '' as $$
  select student_lesson_progress_id from skilljar.student_lesson_progress
  where student_course_progress_id in (select app.visible_course_progress())
$$;

create function app.visible_quiz_responses() returns setof text
  language sql stable parallel safe rows 5000 set search_path = '' as $$
  select quiz_response_id from skilljar.quiz_response
  where student_lesson_progress_id in (select app.visible_lesson_progress())
$$;

create function app.visible_question_responses() returns setof text
  language sql stable parallel safe rows 20000 set search_path = '' as $$
  select quiz_question_response_id from skilljar.quiz_question_response
  where quiz_response_id in (select app.visible_quiz_responses())
$$;

create function app.visible_sco_progress() returns setof text
  language sql stable parallel safe rows 5000 set search_path = '' as $$
  select student_sco_progress_id from skilljar.student_sco_progress
  where student_lesson_progress_id in (select app.visible_lesson_progress())
$$;

create function app.visible_domain_memberships() returns setof text
  language sql stable parallel safe rows 1000 set search_path = '' as $$
  select domain_membership_id from skilljar.domain_membership where student_id = any ((select app.visible_students())::text[])
$$;

create function app.visible_path_progress() returns setof text
  language sql stable parallel safe rows 1000 set search_path = '' as $$
  select student_path_progress_id from skilljar.student_path_progress where student_id = any ((select app.visible_students())::text[])
$$;

create function app.visible_workspaces() returns setof text
  language sql stable parallel safe rows 1000 set search_path = '' as $$
  select workspace_id from datacamp.workspace_fact where creator_id = any ((select app.visible_users())::bigint[]) and workspace_id is not null
$$;

-- Puts a table behind the fence: `seen` says which of its rows a reader sees who does not see everybody's.
create procedure app.fence(fenced regclass, seen text) language plpgsql set search_path = '' as $$
begin
  execute format(
    'create policy reach on %s using (
       case app.reach() when ''everybody'' then true when ''nobody'' then false when ''teams'' then (%s)
       else (select app.owner_sees_everybody()) or (%s) end)',
    fenced, seen, seen);
  execute format('alter table %s enable row level security, force row level security', fenced);
end
$$;

-- The one line that a new table of the marts needs. Its columns say whose rows they are; a table that names neither people nor
-- teams holds sums over everybody, and only those see it who see everybody.
create procedure app.fence_mart(fenced regclass) language plpgsql set search_path = '' as $$
declare
  columns text[] := array(select attname from pg_catalog.pg_attribute where attrelid = fenced and attnum > 0 and not attisdropped);
begin
  if array['person_id', 'day'] <@ columns then
    call app.fence(fenced, 'person_id = any ((select app.visible_people())::bigint[])
      and ((select app.visible_days()) ->> person_id::text)::datemultirange @> day');
  elsif 'team_id' = any (columns) then
    call app.fence(fenced, 'team_id = any ((select app.visible_teams())::bigint[])');
  elsif 'person_id' = any (columns) then
    call app.fence(fenced, 'person_id = any ((select app.visible_people())::bigint[])');
  elsif 'signature_id' = any (columns) then
    call app.fence(fenced, 'signature_id in (select app.visible_signatures())');
  else
    call app.fence(fenced, 'false');
  end if;
end
$$;

-- A course is a team's as soon as anything of it happened while its learner was in the team.
call app.fence('mart.course_progress', $$
  person_id = any ((select app.visible_people())::bigint[]) and (
    ((select app.visible_days()) ->> person_id::text)::datemultirange @> enrolled_at::date
    or ((select app.visible_days()) ->> person_id::text)::datemultirange @> started_at::date
    or ((select app.visible_days()) ->> person_id::text)::datemultirange @> completed_at::date
  )
$$);

do $$
declare
  mart regclass;
  named name;
begin
  for mart, named in
    select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'mart' and c.relkind in ('r', 'p') and not c.relrowsecurity order by c.relname
  loop
    -- Names of what there is to learn are nobody's rows.
    if named in ('active_scope', 'active_slice', 'category') then
      call app.fence(mart, 'true');
    else
      call app.fence_mart(mart);
    end if;
  end loop;
end
$$;

call app.fence('datacamp.team_dim', 'team_id = any ((select app.visible_teams())::bigint[])');
call app.fence('datacamp.user_team_bridge', 'team_id = any ((select app.visible_teams())::bigint[])');
call app.fence('datacamp.user_dim', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.assessment_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.assignment_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.certification_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.chapter_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.course_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.exercise_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.practice_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.project_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.track_content_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.track_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.xp_fact', 'user_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.publication_fact', 'creator_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.workspace_fact', 'creator_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.workspace_visit_fact', 'visitor_id = any ((select app.visible_users())::bigint[])');
call app.fence('datacamp.workspace_dim', 'workspace_id in (select app.visible_workspaces())');

call app.fence('skilljar.student', 'student_id = any ((select app.visible_students())::text[])');
call app.fence('skilljar.domain_membership', 'student_id = any ((select app.visible_students())::text[])');
call app.fence('skilljar.enrollment', 'student_id = any ((select app.visible_students())::text[])');
call app.fence('skilljar.published_path_enrollment', 'student_id = any ((select app.visible_students())::text[])');
call app.fence('skilljar.purchase', 'student_id = any ((select app.visible_students())::text[])');
call app.fence('skilljar.student_group_membership', 'student_id = any ((select app.visible_students())::text[])');
call app.fence('skilljar.student_lesson_session_time_hourly', 'student_id = any ((select app.visible_students())::text[])');
call app.fence('skilljar.student_path_progress', 'student_id = any ((select app.visible_students())::text[])');
call app.fence('skilljar.certificate', 'certificate_id in (select app.visible_certificates())');
call app.fence('skilljar.domain_signup_info', 'domain_membership_id in (select app.visible_domain_memberships())');
call app.fence('skilljar.student_course_progress', 'student_course_progress_id in (select app.visible_course_progress())');
call app.fence('skilljar.student_lesson_progress', 'student_course_progress_id in (select app.visible_course_progress())');
call app.fence('skilljar.student_path_item_progress', 'student_path_progress_id in (select app.visible_path_progress())');
call app.fence('skilljar.student_sco_progress', 'student_lesson_progress_id in (select app.visible_lesson_progress())');
call app.fence('skilljar.scorm_interaction', 'student_sco_progress_id in (select app.visible_sco_progress())');
call app.fence('skilljar.quiz_response', 'student_lesson_progress_id in (select app.visible_lesson_progress())');
call app.fence('skilljar.quiz_question_response', 'quiz_response_id in (select app.visible_quiz_responses())');
call app.fence('skilljar.quiz_question_response_chosen_answers', 'quiz_question_response_id in (select app.visible_question_responses())');
call app.fence('skilljar.vilt_session_registration', 'student_lesson_progress_id in (select app.visible_lesson_progress())');

-- What everybody may know although it is read from everybody's rows: in which order technologies get their colours, and how far
-- the data reaches. The actor is laid aside meanwhile, because the fence would hold an owner to it.
create function mart.technologies_by_time() returns table (technology text, weight bigint)
  language plpgsql stable security definer rows 20 set search_path = '' as $$
declare
  actor text := current_setting('app.actor', true);
begin
  perform pg_catalog.set_config('app.actor', '', true);
  return query
    select sums.technology, case when sums.seconds > 0 then rank() over (order by sums.seconds) else 0 end
    from (
      select activity.technology, sum(seconds) as seconds from mart.activity
      where activity.technology is not null group by activity.technology
    ) as sums;
  perform pg_catalog.set_config('app.actor', coalesce(actor, ''), true);
end
$$;

create function mart.days_of_data(out first_day date, out last_day date)
  language plpgsql stable security definer set search_path = '' as $$
declare
  actor text := current_setting('app.actor', true);
begin
  perform pg_catalog.set_config('app.actor', '', true);
  select min(day), max(day) into first_day, last_day from mart.activity;
  perform pg_catalog.set_config('app.actor', coalesce(actor, ''), true);
end
$$;

-- What the roles may read: the fenced tables, the sources' dimensions, and of our own tables what decides rights and freshness.
-- Secrets, sealed values, raw quarantined rows, the audit and people's passwords are none of it. Repeated after every migration
-- and restore (lib/db/migrate/readers.ts); it changes nothing where all is in place.
create procedure app.admit_readers() language plpgsql set search_path = '' as $$
declare
  reader text;
  open_table regclass;
begin
  foreach reader in array array['skillscope_web', 'skillscope_web_all'] loop
    begin
      if not exists (select from pg_catalog.pg_roles where rolname = reader) then
        execute format('create role %I nologin', reader);
      end if;
      if not app.may_become(reader) then
        execute format('grant %I to %I', reader, current_user);
      end if;
    exception
      -- Another database of this server was first, or this user may not: lib/db/migrate/readers.ts says what that means.
      when duplicate_object or unique_violation or insufficient_privilege then null;
    end;
    if exists (select from pg_catalog.pg_roles where rolname = reader and (rolsuper or rolbypassrls)) then
      raise exception 'The role % passes row level security. Run: alter role % nosuperuser nobypassrls', reader, reader
        using errcode = 'invalid_role_specification';
    end if;
    continue when not exists (select from pg_catalog.pg_roles where rolname = reader);
    if not pg_catalog.has_schema_privilege(reader, 'app', 'usage') then
      execute format('grant usage on schema app, mart, datacamp, skilljar to %I', reader);
      execute format('grant select on app.publication, app.verification, app.user_team, app.api_token_team to %I', reader);
      execute format('grant select (id, role, disabled_at) on app."user" to %I', reader);
      execute format('grant select (id, role, revoked_at, expires_at) on app.api_token to %I', reader);
      execute format('grant select (id, connector_id, state) on app.refresh_run to %I', reader);
      execute format('grant select (id, run_id, connector_id, table_name, reason_code, resolved_at) on app.quarantine to %I', reader);
    end if;
    for open_table in
      select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v')
        and (n.nspname in ('datacamp', 'skilljar') or n.nspname = 'mart' and (c.relrowsecurity or c.relkind = 'v'))
        and not pg_catalog.has_table_privilege(reader, c.oid, 'select')
    loop
      execute format('grant select on %s to %I', open_table, reader);
    end loop;
  end loop;
end
$$;

create function app.may_become(reader text) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from pg_catalog.pg_roles where rolname = reader)
    and pg_catalog.pg_has_role(reader, case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end);
end
$$;

-- Begins reading for somebody, until the transaction ends, and tells what they see: part of the key of every remembered answer.
create function app.read_as(actor text) returns text
  language plpgsql volatile set search_path = '' as $$
declare
  everybody boolean;
begin
  perform pg_catalog.set_config('app.actor', actor, true);
  everybody := app.sees_everybody();
  if app.may_become('skillscope_web') and app.may_become('skillscope_web_all') then
    perform pg_catalog.set_config('role', case when everybody then 'skillscope_web_all' else 'skillscope_web' end, true);
  elsif not pg_catalog.row_security_active('mart.activity') then
    raise exception 'Rows are not fenced: % passes row level security, and the roles skillscope_web and skillscope_web_all are missing. Run: node bin/skillscope.mjs migrate', current_user
      using errcode = 'insufficient_privilege';
  end if;
  return case when everybody then 'everybody' else 'teams ' || array_to_string(app.visible_teams(), ',') end;
end
$$;

call app.admit_readers();
