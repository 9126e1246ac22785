/** The questions that limits are given for, and every shape that pages ask, against the star on both peers. */
import { withReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { ask } from '@/lib/metrics/ask'
import { turns, type Ratio } from './measure'
import { against, always, howOften, type Limits } from './scale-against'
import type { ScaleData } from './scale-data'
import { benchHeadline } from './scale-headline'
import { benchKpis } from './scale-kpis'
import type { Peers } from './scale-peers'
import { benchRanking, benchRolling } from './scale-people'
import { everybody, shapesOf } from './scale-shapes'
import { answer, answerDigest, assertSame, digestOf, pageSql, peerSql, queryOf, type Shape } from './scale-shape'

const limited: readonly (readonly [Shape, Limits])[] = [
  [
    everybody('organisation by week and technology', { by: ['week', 'technology'], period: always }),
    { raw: 100, duck: 8 },
  ],
]

type Question = readonly [string, () => Promise<readonly Ratio[]>]

/** Every question, each to be asked on its own. */
export function questions(data: ScaleData, peers: Peers, teams: number): readonly Question[] {
  const limits = [...limited, ...shapesOf(teams).map((shape) => [shape, { duck: 1 }] as const)]
  return [
    ['The documentation’s query', () => benchHeadline(data, peers)],
    ['KPI row', () => benchKpis(data, peers)],
    ...limits.map(([shape, limit]): Question => [
      shape.name,
      () => (shape.isTable ? benchTable(data, peers, shape) : benchShape(data, peers, shape, limit)),
    ]),
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

/** Rows of a table on one page. */
const PAGE_ROWS = 50

/** A table as pages show it: its first rows, how many there are, and totals; and all of it where databases make it, as exports begin. */
async function benchTable({ warehouse }: ScaleData, peers: Peers, shape: Shape): Promise<Ratio[]> {
  const [first] = shape.by ?? []
  if (first === undefined) throw new Error(`${shape.name} is no table.`)
  const total = { ...shape, by: [] as const }
  return withReader(
    ownScope,
    async (reader) => {
      const page = () => ask(reader, { ...queryOf(shape), sort: { by: first, descending: true }, limit: PAGE_ROWS })
      const peer = async () => ({
        rows: await peers.duck(pageSql(shape, PAGE_ROWS)),
        totals: await peers.duck(peerSql(total)),
      })
      const [ours, theirs] = [await page(), await peer()]
      assertSame(total, [ours.totals], theirs.totals, 'DuckDB')
      if (ours.rowCount !== Number(theirs.rows[0]?.row_count)) {
        throw new Error(`${shape.name}: ${ours.rowCount} rows, DuckDB has ${String(theirs.rows[0]?.row_count)}.`)
      }
      const digest = digestOf(shape, peerSql(shape))
      assertSame(total, [await answerDigest(reader, shape)], await peers.duck(digest), 'DuckDB', ours.rowCount * 1e-6)
      const pages = await turns({ ours: page, duck: peer }, howOften)
      const whole = await turns({ ours: () => answerDigest(reader, shape), duck: () => peers.duck(digest) }, howOften)
      const rows = `${ours.rowCount.toLocaleString('en')} rows`
      return [
        ...against(`${shape.name}, ${PAGE_ROWS} of ${rows} with count and totals`, pages, { duck: 1 }),
        ...against(`${shape.name}, all ${rows}`, whole, { duck: 1 }),
      ]
    },
    warehouse,
  )
}
