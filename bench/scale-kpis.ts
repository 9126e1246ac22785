/** Overview’s key figures. */
import { withReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { scaleTo } from '@/lib/demo/scale/scale'
import { addDays } from '@/lib/filters/days'
import { askCompiled } from '@/lib/metrics/ask'
import { turns, type Ratio } from './measure'
import { against, always, howOften, last } from './scale-against'
import type { ScaleData } from './scale-data'
import type { PeerRow, Peers } from './scale-peers'
import { assertSame, filtersOf, peerSql, type Shape } from './scale-shape'

/** Overview's figures of 30 days and the 30 before; a course is completed on the last day that says so. */
export async function benchKpis({ warehouse }: ScaleData, peers: Peers): Promise<Ratio[]> {
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
      const times = await turns({ ours, raw: () => peer(peers.raw), duck: () => peer(peers.duck) }, howOften)
      return against('KPI row, 30 days and the 30 before', times, { raw: 100, duck: 8 })
    },
    warehouse,
  )
}
