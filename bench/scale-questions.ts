/** The questions that limits are given for, and every shape that pages ask, against the star on both peers. */
import { csv } from '@/lib/export/csv'
import { literalQuery } from '@/lib/export/literal-query'
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { scaleFrom, scaleTo } from '@/lib/demo/scale/scale'
import { bucketStart, nextBucket } from '@/lib/filters/buckets'
import { addDays } from '@/lib/filters/days'
import { askCompiled } from '@/lib/metrics/ask'
import { leaderboard } from '@/lib/metrics/leaderboard'
import { rollingActive } from '@/lib/metrics/rolling'
import { milliseconds, turns, type Ratio } from './measure'
import type { ScaleData } from './scale-data'
import type { PeerRow, Peers } from './scale-peers'
import { answer, answerDigest, assertSame, digestOf, filtersOf, peerSql, queryOf, type Shape } from './scale-shape'

/** All of it, in whole weeks; the documentation’s query knows no period. */
export const always = {
  from: bucketStart('week', scaleFrom),
  to: addDays(nextBucket('week', bucketStart('week', scaleTo)), -1),
}
const last = (days: number) => ({ from: addDays(scaleTo, 1 - days), to: scaleTo })

const ROUNDS = 9
/** Seconds for one question. */
const BUDGET = 8

export interface Limits {
  readonly raw?: number
  readonly duck?: number
}

/** One ratio per peer. */
export function against(
  name: string,
  times: { readonly ours: number; readonly raw?: number; readonly duck?: number },
  limits: Limits = {},
): Ratio[] {
  const ratio = (peer: string, time: number | undefined, limit: number | undefined): Ratio[] =>
    time === undefined
      ? []
      : [
          {
            name: `${name}, against ${peer}`,
            value: time / times.ours,
            ...(limit !== undefined && { limit: `at least ${limit}` }),
            reads: 'times faster',
            ours: milliseconds(times.ours),
            against: milliseconds(time),
          },
        ]
  return [...ratio('the raw star', times.raw, limits.raw), ...ratio('DuckDB', times.duck, limits.duck)]
}

export const headline: Shape = {
  name: 'the documentation’s query, all teams, all time',
  metrics: ['xp', 'learning_hours'],
  by: ['week', 'team', 'technology'],
  period: always,
}

/** Its answer is an export: how long the database takes to make it, then to the last byte. */
export async function benchHeadline({ database, warehouse }: ScaleData, peers: Peers): Promise<Ratio[]> {
  const digest = digestOf(headline, peerSql(headline))
  return withReader(
    ownScope,
    async (reader) => {
      const whole = { ...headline, by: [] as const }
      const [ours, raw, duck] = [
        await answerDigest(reader, headline),
        await peers.raw(digest),
        await peers.duck(digest),
      ]
      const { query } = askCompiled(reader, queryOf(headline))
      await assertSameRows(peers, literalQuery(query))
      // Each of our rows has its hours rounded.
      const rounded = Number(ours.answers) * 1e-6
      assertSame(whole, [ours], raw, 'the raw star', rounded)
      assertSame(whole, [ours], duck, 'DuckDB', rounded)
      const digests = await turns(
        { ours: () => answerDigest(reader, headline), raw: () => peers.raw(digest), duck: () => peers.duck(digest) },
        { rounds: 5, budget: 40 },
      )
      const streamed = await turns(
        {
          ours: async () => {
            for await (const _ of await csv(query, database.pool, { reader: ownScope.reader }));
          },
          raw: () => peers.rawStream(peerSql(headline)),
          duck: () => peers.duckStream(peerSql(headline)),
        },
        { rounds: 3, budget: 40 },
      )
      return [
        ...against(`${headline.name} (${Number(ours.answers).toLocaleString('en')} rows)`, digests, {
          raw: 50,
          duck: 4,
        }),
        ...against('the same as CSV to the last byte, ours named and sorted', streamed),
      ]
    },
    warehouse,
  )
}

/** Too many rows to hold here: the server compares them. */
async function assertSameRows(peers: Peers, ours: string): Promise<void> {
  const [{ rows } = { rows: null }] = await peers.raw(
    `select count(*) as rows from (${ours}) as ours
     full join (${peerSql(headline)}) as theirs on ours.week = theirs.week and ours.team = theirs.team and ours.technology = theirs.technology
     where ours.xp is distinct from theirs.xp or abs(ours.learning_hours - theirs.learning_hours / 3600.0) > 1e-6`,
  )
  if (Number(rows) !== 0) throw new Error(`${headline.name}: ${String(rows)} rows differ from the raw star.`)
}

const everybody = (name: string, more: Omit<Shape, 'name' | 'metrics'> & Partial<Shape>): Shape => ({
  name,
  metrics: ['xp', 'learning_hours'],
  ...more,
})

const limited: readonly (readonly [Shape, Limits])[] = [
  [
    everybody('organisation by week and technology', { by: ['week', 'technology'], period: always }),
    { raw: 100, duck: 8 },
  ],
]

/** Overview's figures of 30 days and the 30 before; a course is completed on the last day that says so. */
async function benchKpis({ warehouse }: ScaleData, peers: Peers): Promise<Ratio[]> {
  const periods = [last(30), { from: addDays(scaleTo, -59), to: addDays(scaleTo, -30) }]
  const metrics = ['xp', 'learning_hours', 'active_learners', 'course_completions'] as const
  const shape: Shape = {
    name: 'KPI row',
    metrics: ['xp', 'learning_hours', 'active_learners'],
    period: periods[0] ?? always,
  }
  const statements = periods.flatMap((period) => [
    peerSql({ ...shape, period }),
    `select count(*) as course_completions from (
       select user_id, course_id from course_fact where completed_at >= date '${period.from}'
       group by user_id, course_id having max(completed_at) < date '${addDays(period.to, 1)}') as completed`,
  ])
  const peer = async (ask: (text: string) => Promise<readonly PeerRow[]>) => {
    const rows: PeerRow[] = []
    for (const text of statements) rows.push(...(await ask(text)))
    return rows
  }
  return withReader(
    ownScope,
    async (reader) => {
      const ours = async () => {
        const rows: PeerRow[] = []
        for (const period of periods) {
          const { query } = askCompiled(reader, {
            metrics: [...metrics, 'sj_course_completions'],
            filters: filtersOf({ ...shape, period }),
          })
          rows.push(...(await reader.db.executeQuery<PeerRow>(query)).rows)
        }
        return rows
      }
      for (const [whose, ask] of [
        ['the raw star', peers.raw],
        ['DuckDB', peers.duck],
      ] as const) {
        const [mine, theirs] = [await ours(), await peer(ask)]
        for (const [index] of periods.entries()) {
          assertSame(shape, mine.slice(index, index + 1), theirs.slice(2 * index, 2 * index + 1), whose)
          if (Number(mine[index]?.course_completions) !== Number(theirs[2 * index + 1]?.course_completions)) {
            throw new Error(
              `KPI row: completions ${String(mine[index]?.course_completions)}, ${whose} ${String(theirs[2 * index + 1]?.course_completions)}.`,
            )
          }
        }
      }
      const times = await turns(
        { ours, raw: () => peer(peers.raw), duck: () => peer(peers.duck) },
        { rounds: ROUNDS, budget: BUDGET },
      )
      return against('KPI row, 30 days and the 30 before', times, { raw: 100, duck: 8 })
    },
    warehouse,
  )
}

/** What pages ask, or could be made to by their filters. */
function shapes(teams: number): Shape[] {
  const [half, few] = [teams / 2, Math.min(20, teams)].map((count) =>
    Array.from({ length: count }, (_, index) => 1 + 2 * index).filter((team) => team <= teams),
  )
  const median = Math.round(teams / 2)
  const active = { metrics: ['active_learners'] } as const
  return [
    everybody('last 12 whole weeks, every team', {
      by: ['week', 'team', 'technology'],
      period: { from: '2026-08-03', to: '2026-10-25' },
    }),
    everybody('90 days cut mid-week, every team', {
      by: ['week', 'team', 'technology'],
      period: { from: '2026-07-30', to: '2026-10-27' },
    }),
    everybody('Python, every team, all time', { by: ['week', 'team'], technologies: ['Python'], period: always }),
    everybody('Scala, every team, all time', { by: ['week', 'team'], technologies: ['Scala'], period: always }),
    everybody('biggest team, all time', { by: ['week', 'technology'], teams: [1], period: always }),
    everybody('middle team, all time', { by: ['week', 'technology'], teams: [median], period: always }),
    everybody('organisation by day, 90 days', { by: ['day'], period: last(90) }),
    everybody('top 10 teams, 90 days', { by: ['team'], first: 10, period: last(90) }),
    everybody('top 50 teams, any 93 days', {
      by: ['team'],
      first: 50,
      period: { from: '2025-05-07', to: '2025-08-07' },
    }),
    everybody(`total of ${few?.length} teams, de-duplicated`, { teams: few ?? [], period: last(365) }),
    everybody(`total of ${half?.length} teams, de-duplicated`, { teams: half ?? [], period: always }),
    everybody(`the same, any 100 days`, { teams: half ?? [], period: { from: '2025-05-07', to: '2025-08-14' } }),
    { name: 'active learners, 30 days', ...active, period: last(30) },
    { name: 'active learners, all time', ...active, period: always },
    { name: 'active learners by week, all time', ...active, by: ['week'], period: always },
    {
      name: 'active learners by week and technology, 90 days',
      ...active,
      by: ['week', 'technology'],
      period: last(90),
    },
    { name: 'active learners by day, 90 days', ...active, by: ['day'], period: last(90) },
    {
      name: 'active learners of a union of technologies, 90 days',
      ...active,
      technologies: ['Python', 'SQL'],
      period: last(90),
    },
    {
      name: 'active learners of a union of technologies, a year',
      ...active,
      technologies: ['Python', 'R', 'Scala'],
      period: last(365),
    },
    { name: 'active learners, every team, 30 days', ...active, by: ['team'], period: last(30) },
    { name: 'active learners, every team, a year', ...active, by: ['team'], period: last(365) },
    { name: 'active learners, biggest team, all time', ...active, teams: [1], period: always },
    { name: 'active learners, middle team, 90 days', ...active, teams: [median], period: last(90) },
    { name: `active learners of ${half?.length} teams, a year`, ...active, teams: half ?? [], period: last(365) },
    {
      name: 'Learning activity’s table, 90 days',
      metrics: ['xp', 'learning_hours', 'active_learners'],
      by: ['week', 'team', 'technology'],
      period: last(90),
    },
  ]
}

type Question = readonly [string, () => Promise<readonly Ratio[]>]

/** Every question, each to be asked on its own. */
export function questions(data: ScaleData, peers: Peers, teams: number): readonly Question[] {
  const limits = [...limited, ...shapes(teams).map((shape) => [shape, { duck: 1 }] as const)]
  return [
    ['The documentation’s query', () => benchHeadline(data, peers)],
    ['KPI row', () => benchKpis(data, peers)],
    ...limits.map(([shape, limit]): Question => [shape.name, () => benchShape(data, peers, shape, limit)]),
    ['Rankings of learners', () => benchRanking(data, peers)],
    ['Rolling curve', () => benchRolling(data, peers)],
  ]
}

async function benchShape({ warehouse }: ScaleData, peers: Peers, shape: Shape, limits: Limits): Promise<Ratio[]> {
  const text = peerSql(shape)
  return withReader(
    ownScope,
    async (reader) => {
      const ours = await answer(reader, shape)
      assertSame(shape, ours, await peers.duck(text), 'DuckDB')
      if (limits.raw !== undefined) assertSame(shape, ours, await peers.raw(text), 'the raw star')
      const sides = { ours: () => answer(reader, shape), duck: () => peers.duck(text) }
      const howOften = { rounds: ROUNDS, budget: BUDGET }
      const times =
        limits.raw === undefined
          ? await turns(sides, howOften)
          : await turns({ ...sides, raw: () => peers.raw(text) }, howOften)
      return against(
        `${shape.name} (${ours.length.toLocaleString('en')} ${ours.length === 1 ? 'row' : 'rows'})`,
        times,
        limits,
      )
    },
    warehouse,
  )
}

async function benchRanking({ warehouse }: ScaleData, peers: Peers): Promise<Ratio[]> {
  const periods = { '90 days': last(90), 'any 93 days': { from: '2025-05-07', to: '2025-08-07' }, 'all time': always }
  const ratios: Ratio[] = []
  for (const [name, period] of Object.entries(periods)) {
    const shape: Shape = { name: `top 50 learners, ${name}`, metrics: ['xp'], period }
    const text = `select fact.user_id as person, sum(xp) as xp ${peerSql(shape).slice(peerSql(shape).indexOf('from course_fact'))}
      group by fact.user_id order by xp desc, fact.user_id limit 50`
    const rank = (reader: ScopedReader) => leaderboard(reader, selectionOf(reader, shape), { measure: 'xp', first: 50 })
    ratios.push(
      ...(await withReader(
        ownScope,
        async (reader) => {
          const amounts = (rows: readonly PeerRow[], column: string) => rows.map((row) => Number(row[column])).join()
          if (
            amounts((await rank(reader)) as unknown as PeerRow[], 'amount') !== amounts(await peers.duck(text), 'xp')
          ) {
            throw new Error(`${shape.name}: the amounts differ from DuckDB’s.`)
          }
          const times = await turns(
            { ours: () => rank(reader), duck: () => peers.duck(text) },
            { rounds: ROUNDS, budget: BUDGET },
          )
          return against(shape.name, times, { duck: 1 })
        },
        warehouse,
      )),
    )
  }
  return ratios
}

export function selectionOf({ scope, asOf }: ScopedReader, shape: Shape) {
  return { filters: filtersOf(shape), period: shape.period, scope, today: scaleTo, asOf }
}

/** Each point anew in DuckDB, from the distinct days that anybody learned on. */
async function benchRolling({ warehouse }: ScaleData, peers: Peers): Promise<Ratio[]> {
  const period = last(90)
  const shape: Shape = { name: 'rolling 28-day active curve, 90 points', metrics: ['active_learners'], period }
  const text = `
    with learned as (
      select distinct user_id, day from course_fact join date_dim using (date_id)
      where day between date '${addDays(period.from, -27)}' and date '${period.to}'
    )
    select point.day, count(distinct user_id) as people
    from date_dim point join learned on learned.day between point.day - 27 and point.day
    where point.day between date '${period.from}' and date '${period.to}'
    group by point.day order by point.day`
  return withReader(
    ownScope,
    async (reader) => {
      const curve = () => rollingActive(reader, selectionOf(reader, shape), [28])
      const ours = (await curve()).map(({ people }) => people[0]).join()
      if (ours !== (await peers.duck(text)).map(({ people }) => Number(people)).join()) {
        throw new Error(`${shape.name}: DuckDB has other points.`)
      }
      const times = await turns({ ours: curve, duck: () => peers.duck(text) }, { rounds: ROUNDS, budget: BUDGET })
      return against(shape.name, times, { duck: 10 })
    },
    warehouse,
  )
}
