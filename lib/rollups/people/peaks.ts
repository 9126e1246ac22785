/** mart.learner_peak: who did most in each week and month, so that rankings of any period look at few people. */
import type pg from 'pg'

/** People per list. */
export const PEAK_PEOPLE = 1_000

export const peakMeasures = ['seconds', 'xp'] as const
export type PeakMeasure = (typeof peakMeasures)[number]

const grains = ['week', 'month'] as const
type PeakGrain = (typeof grains)[number]

const startOf = (grain: PeakGrain, day: string) =>
  grain === 'week' ? `(${day} - (${day} - date '0001-01-01') % 7)` : `date_trunc('month', ${day}::timestamp)::date`

/** A list that is not full holds everybody with anything above 0. One bucket after the other, so that sums stay in memory. */
const lists = (grain: PeakGrain, starts: string) => `
  select '${grain}' as grain, measure, start, person_id, amount, most
  from (${starts}) as bucket
  cross join lateral (
    with summed as materialized (
      select person_id, ${peakMeasures
        .map(
          (measure) =>
            `sum(${measure}) as ${measure}, sum(${measure}) filter (where ${measure} < 0) as ${measure}_lost`,
        )
        .join(', ')}
      from mart.activity
      where day between start and (start + interval '1 ${grain}')::date - 1
      group by person_id
    )
    ${peakMeasures
      .map(
        (measure) => `(
      select '${measure}' as measure, person_id, ${measure} as amount, ${measure} - coalesce(${measure}_lost, 0) as most
      from summed where ${measure} - coalesce(${measure}_lost, 0) > 0
      order by most desc, person_id limit ${PEAK_PEOPLE})`,
      )
      .join(' union all ')}
  ) as list`

const columns = 'grain, measure, start, person_id, amount, most'

export async function rebuildPeaks(tx: pg.ClientBase): Promise<void> {
  await tx.query('delete from mart.learner_peak')
  for (const grain of grains) {
    const days = "select generate_series(min(day), max(day), interval '1 day')::date as day from mart.activity"
    await tx.query(
      `insert into mart.learner_peak (${columns})
       ${lists(grain, `select distinct ${startOf(grain, 'day')} as start from (${days}) calendar order by start`)}`,
    )
  }
  await tx.query('analyze mart.learner_peak')
}

/** Lists of every week and month in which somebody's time or XP changed. */
export async function refreshPeaks(tx: pg.ClientBase): Promise<void> {
  for (const grain of grains) {
    const { rows } = await tx.query<{ start: string }>(
      `select distinct ${startOf(grain, 'day')}::text as start from pg_temp.activity_delta
       where seconds_before <> seconds_after or xp_before <> xp_after`,
    )
    if (rows.length === 0) continue
    const starts = [rows.map(({ start }) => start)]
    await tx.query(`delete from mart.learner_peak where grain = '${grain}' and start = any($1::date[])`, starts)
    await tx.query(
      `insert into mart.learner_peak (${columns}) ${lists(grain, 'select unnest($1::date[]) as start')}`,
      starts,
    )
  }
}
