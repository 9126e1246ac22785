/** What 8.5 times the data costs: the same questions of a small and a large organisation, in turns. */
import { withReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { scaleTo } from '@/lib/demo/scale/scale'
import { addDays } from '@/lib/filters/days'
import { milliseconds, turns, type Ratio } from './measure'
import { middleRows, teamOfRows, type ScaleData } from './scale-data'
import { always } from './scale-against'
import { answer, type Shape } from './scale-shape'

export const GROWTH = 8.5
const ROUNDS = 25

/** Of one team: with as many rows in both. */
export async function benchGrowth(large: ScaleData, small: ScaleData): Promise<Ratio[]> {
  const quarter = { from: addDays(scaleTo, -89), to: scaleTo }
  const sums = { metrics: ['xp', 'learning_hours'], by: ['week', 'technology'], period: always } as const
  const questions: readonly { shape: Shape; ofMiddleTeam?: true; limit: number }[] = [
    { shape: { name: 'one team, all history', ...sums }, ofMiddleTeam: true, limit: 1.3 },
    { shape: { name: 'organisation by week and technology', ...sums }, limit: 1.3 },
    { shape: { name: 'distinct learners, 90 days', metrics: ['active_learners'], period: quarter }, limit: 3.5 },
    { shape: { name: 'distinct learners, all time', metrics: ['active_learners'], period: always }, limit: 3.5 },
  ]
  const rows = await middleRows(large.database.pool)
  const middle = [await teamOfRows(large.database.pool, rows), await teamOfRows(small.database.pool, rows)]
  const ratios: Ratio[] = []
  for (const { shape, ofMiddleTeam, limit } of questions) {
    const [ofLarge, ofSmall] = middle.map((team) => ({ ...shape, ...(ofMiddleTeam && { teams: [team] }) }))
    const times = await withReader(
      ownScope,
      (inLarge) =>
        withReader(
          ownScope,
          (inSmall) =>
            turns(
              { ours: () => answer(inLarge, ofLarge ?? shape), against: () => answer(inSmall, ofSmall ?? shape) },
              { rounds: ROUNDS, budget: 10 },
            ),
          small.warehouse,
        ),
      large.warehouse,
    )
    ratios.push({
      name: `growth: ${shape.name}`,
      value: times.ours / times.against,
      limit: `at most ${limit}`,
      reads: `times as long with ${(large.people / small.people).toFixed(1)} times the people`,
      ours: milliseconds(times.ours),
      against: milliseconds(times.against),
    })
  }
  return ratios
}
