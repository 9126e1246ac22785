-- CreateTable
CREATE TABLE "mart"."rollup_state" (
    "id" INTEGER NOT NULL,
    "is_current" BOOLEAN NOT NULL,

    CONSTRAINT "rollup_state_pkey" PRIMARY KEY ("id")
);

-- They are still to be built, also in a database that was filled before there were any.
INSERT INTO "mart"."rollup_state" ("id", "is_current") VALUES (1, false);

call app.fence('mart.rollup_state', 'true');
call app.admit_readers();

-- From the sums by day, which are a thousandth of the rows; from the rows themselves while the sums are being built.
create or replace function mart.technologies_by_time() returns table (technology text, weight bigint)
  language plpgsql stable security definer rows 20 set search_path = '' as $$
declare
  actor text := current_setting('app.actor', true);
  is_current boolean;
begin
  perform pg_catalog.set_config('app.actor', '', true);
  select rollup_state.is_current into is_current from mart.rollup_state;
  return query
    select sums.technology, case when sums.seconds > 0 then rank() over (order by sums.seconds) else 0 end
    from (
      select org_day.technology, sum(org_day.seconds + coalesce(org_day.seconds_rest, 0)) as seconds
      from mart.org_day where is_current and org_day.technology <> 'Not set' group by org_day.technology
      union all
      select activity.technology, sum(activity.seconds) from mart.activity
      where not is_current and activity.technology is not null group by activity.technology
    ) as sums;
  perform pg_catalog.set_config('app.actor', coalesce(actor, ''), true);
end
$$;
