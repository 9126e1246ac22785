-- The page for SQL runs what people write themselves, so the fence must hold whatever the statement says. SET ROLE and its kin
-- are checked against the user of the session; therefore such a statement runs in a session of a login of its own, one for each
-- database, which is a member of skillscope_sql alone: it may read the mirrors and the marts, and nothing else anywhere.
-- lib/sql/login.ts makes the login, with a password that is derived from SKILLSCOPE_SECRET and stored nowhere.

-- This database's login. Its name says which, so that a login of another database of this server sees nothing here.
create function app.sql_login() returns name
  language plpgsql stable parallel safe set search_path = '' as $$
begin
  return 'skillscope_sql_' || case
    when octet_length(current_database()::text) <= 48 then current_database()::text
    else md5(current_database()::text)
  end;
end
$$;

-- Whether the actor may write statements. With the owner's rights, so that the login needs none on accounts.
create function app.sql_actor_holds() returns boolean
  language plpgsql stable parallel safe security definer set search_path = '' as $$
begin
  return coalesce(current_setting('app.actor', true) <> 'system' and app.reading_role() in ('admin', 'analyst'), false);
end
$$;

-- As before (20261122094000_row_level_security), with the page for SQL: whoever may use it sees everybody, and whatever else a
-- statement makes of app.actor shows nobody.
create or replace function app.reach() returns text
  language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case
    when current_user = 'skillscope_web' then 'teams'
    when current_user = 'skillscope_web_all' then case when app.sees_everybody() then 'everybody' else 'nobody' end
    when pg_catalog.starts_with(current_user::text, 'skillscope_sql') then
      case when current_user = app.sql_login() and app.sql_actor_holds() then 'everybody' else 'nobody' end
    else 'owner'
  end;
end
$$;

-- The role skillscope_sql and its rights; repeated after every migration and restore like app.admit_readers.
create procedure app.admit_sql_reader() language plpgsql set search_path = '' as $$
declare
  open_table regclass;
begin
  begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'skillscope_sql') then
      create role skillscope_sql nologin;
    end if;
  exception
    -- Another database of this server was first, or this user may not: then the page for SQL stays closed and says why.
    when duplicate_object or unique_violation or insufficient_privilege then null;
  end;
  if exists (select from pg_catalog.pg_roles where rolname = 'skillscope_sql' and (rolsuper or rolbypassrls or rolcanlogin)) then
    raise exception 'The role skillscope_sql passes row level security or signs in. Run: alter role skillscope_sql nosuperuser nobypassrls nologin'
      using errcode = 'invalid_role_specification';
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = 'skillscope_sql') then
    return;
  end if;
  -- The policies' functions are in app; no table of it is open.
  if not pg_catalog.has_schema_privilege('skillscope_sql', 'app', 'usage') then
    grant usage on schema app, mart, datacamp, skilljar to skillscope_sql;
  end if;
  for open_table in
    select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v')
      and (n.nspname in ('datacamp', 'skilljar') or n.nspname = 'mart' and (c.relrowsecurity or c.relkind = 'v'))
      and not pg_catalog.has_table_privilege('skillscope_sql', c.oid, 'select')
  loop
    execute format('grant select on %s to skillscope_sql', open_table);
  end loop;
end
$$;

-- Makes this database's login, or gives it another password: `verifier` is what SCRAM keeps of one, never the password itself.
create procedure app.admit_sql_login(verifier text) language plpgsql set search_path = '' as $$
declare
  login constant name := app.sql_login();
begin
  if verifier is null or verifier !~ '^SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' then
    raise exception 'app.admit_sql_login takes a SCRAM-SHA-256 verifier.' using errcode = 'invalid_parameter_value';
  end if;
  -- The login is this database's alone, so a lock of this database is enough.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('app.admit_sql_login', 0));
  if exists (select from pg_catalog.pg_roles where rolname = login) then
    execute format('alter role %I password %L', login, verifier);
  else
    execute format('create role %I login connection limit 12 password %L', login, verifier);
  end if;
  if not pg_catalog.pg_has_role(login, 'skillscope_sql', 'usage') then
    if current_setting('server_version_num')::int >= 160000 then
      execute format('grant skillscope_sql to %I with inherit true, set false', login);
    else
      execute format('grant skillscope_sql to %I', login);
    end if;
  end if;
  begin
    execute format('alter role %I set temp_file_limit = %L', login, '2GB');
  exception
    -- Only a superuser sets it; the time limit bounds what a statement can write meanwhile.
    when insufficient_privilege then null;
  end;
end
$$;

-- Begins a statement for somebody, or refuses where the login could do more than it should.
create function app.read_sql_as(actor text) returns text
  language plpgsql volatile set search_path = '' as $$
declare
  reach text;
begin
  if session_user <> current_user or current_user <> app.sql_login() then
    raise exception 'Statements of people run in a session of %, not of %.', app.sql_login(), session_user
      using errcode = 'insufficient_privilege';
  end if;
  if exists (
    select from pg_catalog.pg_roles where rolname = current_user
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
  ) or exists (
    select from pg_catalog.pg_auth_members as membership join pg_catalog.pg_roles as granted on granted.oid = membership.roleid
    where membership.member = (select oid from pg_catalog.pg_roles where rolname = current_user)
      and granted.rolname <> 'skillscope_sql'
  ) or not pg_catalog.row_security_active('mart.activity') then
    raise exception 'The login % has rights besides those of skillscope_sql. Drop it: Skillscope makes it anew.', current_user
      using errcode = 'insufficient_privilege';
  end if;
  perform pg_catalog.set_config('app.actor', actor, true);
  -- Planned now, after the actor is known.
  execute 'select app.reach()' into reach;
  return reach;
end
$$;

-- As before (20261122094000_row_level_security), and the one door for both: in a session of the login for statements nothing else
-- is reached.
create or replace function app.read_as(actor text) returns text
  language plpgsql volatile set search_path = '' as $$
declare
  everybody boolean;
begin
  if pg_catalog.starts_with(session_user::text, 'skillscope_sql') then
    return app.read_sql_as(actor);
  end if;
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

call app.admit_sql_reader();
