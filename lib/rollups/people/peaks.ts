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

const ends = (grain: PeakGrain, start: string) => `(${start} + interval '1 ${grain}')::date - 1`

/** Who did more or less in which week and month; `gains`: only who gained something can come into a list. */
const changes = `
  select person_id, ${grains.map((grain) => `${startOf(grain, 'day')} as ${grain}`).join(', ')},
    bool_or(${peakMeasures.map((name) => `greatest(${name}_after, 0) > greatest(${name}_before, 0)`).join(' or ')}) as gains
  from pg_temp.activity_delta
  where ${peakMeasures.map((name) => `${name}_before <> ${name}_after`).join(' or ')}
  group by person_id, ${grains.join(', ')}
  order by person_id`

const placed = grains
  .map((grain) => `select '${grain}' as grain, ${grain} as start, person_id from pg_temp.peak_change`)
  .join(' union ')

const listed = `exists (
  select from mart.learner_peak live
  where (live.grain, live.start, live.person_id) = (place.grain, place.start, place.person_id))`

const sumName = (grain: PeakGrain, name: string) => `${grain}_${name}`

const sumsWithin = (grain: PeakGrain) =>
  peakMeasures.flatMap((name) =>
    [['', `${name} >= 0`] as const, ['_lost', `${name} < 0`] as const].map(
      ([side, condition]) =>
        `coalesce(sum(${name}) filter (where ${condition} and day between ${grain} and ${ends(grain, grain)}), 0) as ${sumName(grain, name + side)}`,
    ),
  )

/** One look at what they did serves both lists. */
const sums = `
  select changed.*, summed.*
  from (
    select * from pg_temp.peak_change
    where gains or (person_id, week) in (select person_id, start from pg_temp.peak_listed where grain = 'week')
      or (person_id, month) in (select person_id, start from pg_temp.peak_listed where grain = 'month')
  ) changed
  cross join lateral (
    select ${grains.flatMap(sumsWithin).join(', ')} from mart.activity live
    where live.person_id = changed.person_id
      and live.day between least(${grains.join(', ')}) and greatest(${grains.map((grain) => ends(grain, grain)).join(', ')})
  ) summed`

/** The last of each list before the change: whoever did not change and is not listed comes after it. */
const lastOfLists = `
  with bottom as materialized (
    select grain, measure, start, min(most) as most, count(*) as people
    from mart.learner_peak
    where (grain, start) in (select grain, start from pg_temp.peak_place)
    group by grain, measure, start
  )
  select grain, measure, start, most, people, max(person_id) as person_id
  from bottom join mart.learner_peak using (grain, measure, start, most)
  group by grain, measure, start, most, people`

const valuesNow = grains
  .flatMap((grain) =>
    peakMeasures.map((name) => {
      const [kept, lost] = [sumName(grain, name), sumName(grain, `${name}_lost`)]
      return `select distinct '${grain}' as grain, '${name}' as measure, ${grain} as start, person_id, ${kept} + ${lost} as amount, ${kept} as most
        from pg_temp.peak_sum where ${kept} > 0`
    }),
  )
  .join(' union all ')

/** Changed people who were listed or may be now, as they are now: none behind the last of a full list, nor more than fit. */
const newEntries = (size: number) => `
  select ${columns}
  from (
    select grain, measure, start, now.person_id, amount, now.most,
      row_number() over (partition by grain, measure, start order by now.most desc, now.person_id) as place
    from (${valuesNow}) now
    left join pg_temp.peak_last last using (grain, measure, start)
    where last.people is null or last.people < ${size} or (now.most, -now.person_id) >= (last.most, -last.person_id)
  ) entry
  where place <= ${size}`

const sizes = `
  select grain, measure, start, count(*) as people
  from mart.learner_peak where (grain, start) in (select grain, start from pg_temp.peak_place)
  group by grain, measure, start`

/** Moves those up and down whose time or XP changed; what a list cannot tell by itself is read again from the marts. */
export async function refreshPeaks(tx: pg.ClientBase, size = PEAK_PEOPLE): Promise<void> {
  if ((await makeTemporary(tx, 'peak_change', changes)) === 0) return
  await makeTemporary(tx, 'peak_place', placed)
  await makeTemporary(tx, 'peak_listed', `select grain, start, person_id from pg_temp.peak_place place where ${listed}`)
  await makeTemporary(tx, 'peak_last', lastOfLists)
  await makeTemporary(tx, 'peak_sum', sums)
  await makeTemporary(tx, 'peak_now', newEntries(size))
  await tx.query(
    `delete from mart.learner_peak live using pg_temp.peak_listed listed
     where (live.grain, live.start, live.person_id) = (listed.grain, listed.start, listed.person_id) and not exists (
       select from pg_temp.peak_now now
       where (now.grain, now.measure, now.start, now.person_id) = (live.grain, live.measure, live.start, live.person_id))`,
  )
  await tx.query(
    `insert into mart.learner_peak as live (${columns})
     select ${columns} from pg_temp.peak_now order by grain, measure, start, person_id
     on conflict (grain, measure, start, person_id) do update set amount = excluded.amount, most = excluded.most`,
  )
  await makeTemporary(tx, 'peak_size', sizes)
  await tx.query(
    `delete from mart.learner_peak live using pg_temp.peak_size list cross join lateral (
       select person_id from mart.learner_peak one
       where (one.grain, one.measure, one.start) = (list.grain, list.measure, list.start)
       order by most, person_id desc limit list.people - ${size}
     ) behind
     where list.people > ${size}
       and (live.grain, live.measure, live.start, live.person_id) = (list.grain, list.measure, list.start, behind.person_id)`,
  )
  await fillUp(tx, size)
}

/** A list that was full and is not any more misses people whom nobody looked at. */
async function fillUp(tx: pg.ClientBase, size: number): Promise<void> {
  const short = await makeTemporary(
    tx,
    'peak_short',
    `select distinct grain, start
     from pg_temp.peak_last last left join pg_temp.peak_size now using (grain, measure, start)
     where last.people = ${size} and coalesce(now.people, 0) < ${size}`,
  )
  if (short === 0) return
  await tx.query('delete from mart.learner_peak where (grain, start) in (select grain, start from pg_temp.peak_short)')
  for (const grain of grains) {
    await tx.query(
      `insert into mart.learner_peak (${columns})
       ${lists({ grain, size }, `select start from pg_temp.peak_short where grain = '${grain}'`)}`,
    )
  }
}
