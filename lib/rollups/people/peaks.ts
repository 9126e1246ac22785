/** mart.learner_peak: who did most in each week and month, so that rankings of any period look at few people. */
import type pg from 'pg'
import { makeTemporary } from './temporary-table'

/** People per list. */
export const PEAK_PEOPLE = 500

export const peakMeasures = ['seconds', 'xp'] as const
export type PeakMeasure = (typeof peakMeasures)[number]

const grains = ['week', 'month'] as const
export type PeakGrain = (typeof grains)[number]

interface Lists {
  readonly grain: PeakGrain
  /** People per list. */
  readonly size: number
}

const startOf = (grain: PeakGrain, day: string) =>
  grain === 'week' ? `(${day} - (${day} - date '0001-01-01') % 7)` : `date_trunc('${grain}', ${day}::timestamp)::date`

const sumOf = (measure: PeakMeasure) =>
  `sum(${measure}) as ${measure}, sum(${measure}) filter (where ${measure} < 0) as ${measure}_lost`

/** A list that is not full holds everybody with anything above 0. One bucket after the other, so that sums stay in memory. */
const lists = ({ grain, size }: Lists, starts: string) => `
  select '${grain}' as grain, measure, start, person_id, amount, most
  from (${starts}) as bucket
  cross join lateral (
    with summed as materialized (
      select person_id, ${peakMeasures.map(sumOf).join(', ')}
      from mart.activity
      where day between start and (start + interval '1 ${grain}')::date - 1
      group by person_id
    )
    ${peakMeasures
      .map(
        (measure) => `(
      select '${measure}' as measure, person_id, ${measure} as amount, ${measure} - coalesce(${measure}_lost, 0) as most
      from summed where ${measure} - coalesce(${measure}_lost, 0) > 0
      order by most desc, person_id limit ${size})`,
      )
      .join(' union all ')}
  ) as list`

const columns = 'grain, measure, start, person_id, amount, most'

export async function rebuildPeaks(tx: pg.ClientBase, size = PEAK_PEOPLE): Promise<void> {
  await tx.query('delete from mart.learner_peak')
  for (const grain of grains) {
    const days = "select generate_series(min(day), max(day), interval '1 day')::date as day from mart.activity"
    await tx.query(
      `insert into mart.learner_peak (${columns})
       ${lists({ grain, size }, `select distinct ${startOf(grain, 'day')} as start from (${days}) calendar order by start`)}`,
    )
  }
  await tx.query('analyze mart.learner_peak')
}

const touched = (grain: PeakGrain) =>
  `mart.learner_peak where grain = '${grain}' and start in (select start from pg_temp.peak_gain)`

const worstFirst = 'most, person_id desc'

/** What weeks and months gained per person: only who gained something can come into a list. */
const gains = (grain: PeakGrain) => `
  select ${startOf(grain, 'day')} as start, person_id,
    ${peakMeasures.map((name) => `sum(greatest(${name}_after, 0) - greatest(${name}_before, 0)) as ${name}`).join(', ')}
  from pg_temp.activity_delta
  where ${peakMeasures.map((name) => `${name}_before <> ${name}_after`).join(' or ')}
  group by 1, 2`

/** The last of each list before the change: whoever did not change and is not listed comes after it. */
const lastOfLists = (grain: PeakGrain) => `
  select distinct on (measure, start) measure, start, most, person_id, count(*) over (partition by measure, start) as people
  from ${touched(grain)}
  order by measure, start, ${worstFirst}`

/** Changed people who were listed or may be now, as they are now, and not behind the last of a full list. */
const newEntries = ({ grain, size }: Lists) => `
  select measure, start, now.person_id, amount, now.most
  from (
    select start, person_id, measure, amount, amount - coalesce(lost, 0) as most
    from (
      select * from pg_temp.peak_gain gain
      where ${peakMeasures.map((name) => `${name} > 0`).join(' or ')} or exists (
        select from mart.learner_peak live
        where live.grain = '${grain}' and (live.start, live.person_id) = (gain.start, gain.person_id))
    ) changed
    cross join lateral (
      select ${peakMeasures.map(sumOf).join(', ')} from mart.activity live
      where live.person_id = changed.person_id
        and live.day between changed.start and (changed.start + interval '1 ${grain}')::date - 1
    ) summed
    cross join lateral (values ${peakMeasures.map((name) => `('${name}', summed.${name}, summed.${name}_lost)`).join(', ')})
      as value (measure, amount, lost)
  ) now
  left join pg_temp.peak_last last using (measure, start)
  where now.most > 0 and (last.people is null or last.people < ${size}
    or (now.most, -now.person_id) >= (last.most, -last.person_id))`

/** A list that was full and is not any more misses people whom nobody looked at. */
const shortened = ({ grain, size }: Lists) => `
  select distinct start from pg_temp.peak_last last
  where people = ${size} and ${size} > (
    select count(*) from mart.learner_peak live
    where live.grain = '${grain}' and (live.measure, live.start) = (last.measure, last.start))`

/** Moves those up and down whose time or XP changed; what a list cannot tell by itself is read again from the marts. */
export async function refreshPeaks(tx: pg.ClientBase, size = PEAK_PEOPLE): Promise<void> {
  for (const grain of grains) {
    if ((await makeTemporary(tx, 'peak_gain', gains(grain))) === 0) continue
    await makeTemporary(tx, 'peak_last', lastOfLists(grain))
    await makeTemporary(tx, 'peak_now', newEntries({ grain, size }))
    await tx.query(
      `delete from mart.learner_peak live using pg_temp.peak_gain gain
       where live.grain = '${grain}' and (live.start, live.person_id) = (gain.start, gain.person_id)`,
    )
    await tx.query(
      `insert into mart.learner_peak (${columns})
       select '${grain}', measure, start, person_id, amount, most from pg_temp.peak_now order by measure, start, person_id`,
    )
    await tx.query(
      `delete from mart.learner_peak live using (
         select measure, start, person_id, row_number() over (partition by measure, start order by most desc, person_id) as place
         from ${touched(grain)}
       ) listed
       where listed.place > ${size} and live.grain = '${grain}'
         and (live.measure, live.start, live.person_id) = (listed.measure, listed.start, listed.person_id)`,
    )
    await makeTemporary(tx, 'peak_short', shortened({ grain, size }))
    await tx.query(
      `delete from mart.learner_peak where grain = '${grain}' and start in (select start from pg_temp.peak_short)`,
    )
    await tx.query(
      `insert into mart.learner_peak (${columns}) ${lists({ grain, size }, 'select start from pg_temp.peak_short')}`,
    )
  }
}
