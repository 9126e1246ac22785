-- As before (20261122231000_sql_page), also where not everybody may connect to the database, as the README advises for shared servers.
create or replace procedure app.admit_sql_login(verifier text) language plpgsql set search_path = '' as $$
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
  if not pg_catalog.has_database_privilege(login, current_database(), 'connect') then
    execute format('grant connect on database %I to %I', current_database(), login);
  end if;
  begin
    execute format('alter role %I set temp_file_limit = %L', login, '2GB');
  exception
    -- Only a superuser sets it; the time limit bounds what a statement can write meanwhile.
    when insufficient_privilege then null;
  end;
end
$$;
