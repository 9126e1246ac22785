/** Exact distinct learners of random periods: every answer against DuckDB's, and times beside count(distinct) on the star. */
import { withReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { random } from '@/lib/demo/random'
import { scaleDays, scaleFrom, scaleTechnologies } from '@/lib/demo/scale/scale'
import { addDays } from '@/lib/filters/days'
import { median, seconds, type Ratio } from './measure'
import { against } from './scale-against'
import type { ScaleData } from './scale-data'
import type { Peers } from './scale-peers'
import { answer, peerSql, type Shape } from './scale-shape'

const RANGES = 1_000
const SHORTEST = 30
/** The star takes seconds for what the others take milliseconds for: every so many ranges. */
const RAW_EVERY = 50

export async function benchDistinct({ warehouse }: ScaleData, peers: Peers, ranges = RANGES): Promise<Ratio[]> {
  const chance = random(1, 'ranges')
  let errors = 0
  const kinds = { organisation: timesOf(), technology: timesOf() }
  await withReader(
    ownScope,
    async (reader) => {
      for (let index = 0; index < ranges; index++) {
        const length = chance.integer(SHORTEST, scaleDays)
        const from = addDays(scaleFrom, chance.integer(0, scaleDays - length))
        const kind = index % 2 === 0 ? 'organisation' : 'technology'
        const technology = scaleTechnologies[chance.integer(0, scaleTechnologies.length - 1)]?.[0]
        const shape: Shape = {
          name: `active learners of ${length} days`,
          metrics: ['active_learners'],
          period: { from, to: addDays(from, length - 1) },
          ...(kind === 'technology' && technology !== undefined && { technologies: [technology] }),
        }
        const text = peerSql(shape)
        const found: Record<string, unknown> = {}
        const { ours, duck, raw } = kinds[kind]
        ours.push(await seconds(async () => (found.ours = (await answer(reader, shape))[0]?.active_learners)))
        duck.push(await seconds(async () => (found.duck = (await peers.duck(text))[0]?.active_learners)))
        if (index % RAW_EVERY < 2) {
          raw.push(await seconds(async () => (found.raw = (await peers.raw(text))[0]?.active_learners)))
          if (Number(found.raw) !== Number(found.ours)) errors++
        } else if (Number(found.duck) !== Number(found.ours)) errors++
      }
    },
    warehouse,
  )
  return [
    ...(['organisation', 'technology'] as const).flatMap((kind) => {
      const { ours, duck, raw } = kinds[kind]
      const times = { ours: median(ours), duck: median(duck), raw: median(raw) }
      return against(`exact distinct learners, random periods of ${SHORTEST} days or more, ${kind}`, times, {
        raw: 80,
        duck: 1,
      })
    }),
    {
      name: 'exact distinct learners, wrong answers',
      value: errors,
      limit: 'at most 0',
      reads: `of ${ranges} random periods, half of them of one technology`,
      ours: `${errors}`,
      against: 'count(distinct) of DuckDB and of the star',
    },
  ]
}

const timesOf = () => ({ ours: [] as number[], duck: [] as number[], raw: [] as number[] })
