-- CreateTable
CREATE TABLE "app"."seat" (
    "id" UUID NOT NULL,
    "seats" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seat_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "seat_number" CHECK ("seats" >= 0)
);

-- CreateIndex
CREATE UNIQUE INDEX "seat_valid_from_key" ON "app"."seat"("valid_from");

-- As before (20261122094000_row_level_security), with the seats: how many there are is no secret from whoever reads reports.
create or replace procedure app.admit_readers() language plpgsql set search_path = '' as $$
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
    if not pg_catalog.has_table_privilege(reader, 'app.seat', 'select') then
      execute format('grant usage on schema app, mart, datacamp, skilljar to %I', reader);
      execute format('grant select on app.publication, app.verification, app.user_team, app.api_token_team, app.seat to %I', reader);
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

call app.admit_readers();
