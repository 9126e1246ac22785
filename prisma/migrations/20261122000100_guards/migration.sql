-- What the Prisma schema cannot say: the staging schema, a function that metrics use, the append-only audit record.

-- Tables of running refreshes; unlogged and dropped after each run.
create schema staging;

-- Skilljar delivers numbers as text. What does not look like a number (or is beyond any sense) is NULL, never an error.
create function mart.parse_number(value text) returns numeric
  language sql immutable parallel safe
  return case
    when length(value) <= 400
      and btrim(value, E' \t\n\r\f\v') ~ '^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?$'
    then btrim(value, E' \t\n\r\f\v')::numeric
  end;

create function app.refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception 'The audit record is append-only: % is refused.', lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_is_append_only
  before update or delete or truncate on app.audit
  for each statement execute function app.refuse_change();

-- Large tables that a refresh changes by a percent a day would otherwise wait for a fifth to change.
do $$
declare
  fact regclass;
begin
  for fact in
    select c.oid::regclass
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (n.nspname = 'datacamp' and c.relname like '%\_fact' or n.nspname = 'mart')
  loop
    execute format('alter table %s set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)', fact);
  end loop;
end
$$;
