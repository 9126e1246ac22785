/** Rankings of learners and the rolling curve: questions about people one by one. */
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { scaleTo } from '@/lib/demo/scale/scale'
import { addDays } from '@/lib/filters/days'
import { leaderboard } from '@/lib/metrics/leaderboard'
import { rollingActive } from '@/lib/metrics/rolling'
import { turns, type Ratio } from './measure'
import { against, always, howOften, last } from './scale-against'
import type { ScaleData } from './scale-data'
import type { PeerRow, Peers } from './scale-peers'
import { filtersOf, peerSql, type Shape } from './scale-shape'

export function selectionOf({ scope, asOf }: ScopedReader, shape: Shape) {
  return { filters: filtersOf(shape), period: shape.period, scope, today: scaleTo, asOf }
}

export async function benchRanking({ warehouse }: ScaleData, peers: Peers): Promise<Ratio[]> {
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
          const times = await turns({ ours: () => rank(reader), duck: () => peers.duck(text) }, howOften)
          return against(shape.name, times, { duck: 1 })
        },
        warehouse,
      )),
    )
  }
  return ratios
}

/** Each point anew in DuckDB, from the distinct days that anybody learned on. */
export async function benchRolling({ warehouse }: ScaleData, peers: Peers): Promise<Ratio[]> {
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
      const times = await turns({ ours: curve, duck: () => peers.duck(text) }, howOften)
      return against(shape.name, times, { duck: 10 })
    },
    warehouse,
  )
}
