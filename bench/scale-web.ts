/** The web server at scale: one team's history over HTTP, pages and routes whose answers nobody remembers yet. */
import { addDays } from '@/lib/filters/days'
import { attempt } from './attempt'
import { connections, type Load } from './http-load'
import { median, milliseconds, turns, type Ratio } from './measure'
import { middleRows, teamsAround, type ScaleData } from './scale-data'
import { benchFirstAnswers } from './scale-first-answer'
import type { PeerRow, Peers } from './scale-peers'
import { against, always } from './scale-against'
import { nextPeriod } from './scale-period'
import { assertSame, peerSql, type Shape } from './scale-shape'
import { assertShows, withWeb } from './web-server'

const TEAMS = 40
const CONNECTIONS = 10
const ROUNDS = 5
/** Per round. */
const PAGES = 40
const ROUTES = 60
const WARM_UP = 20
const LONGEST_MS = 90_000

/** A page that asks one question, and a route that asks none. */
const trivialPage = '/about'
const trivialRoute = '/api/v1/reports'
const pages = [
  { path: '/overview', name: 'Overview', shows: 'Active learners' },
  { path: '/learning-activity', name: 'Learning activity', shows: 'Export CSV' },
] as const

export function benchWeb(data: ScaleData, peers: Peers, logFile: string): Promise<Ratio[]> {
  return withWeb(data.database, { logFile, accounts: 3 }, async ([reader = '', asker = '', other = '']) => {
    for (const { path, shows } of pages) await assertShows(`${path}?${nextPeriod()}`, shows, reader)
    return [
      ...(await attempt('One team over HTTP', () => benchTeam(data, peers, reader))),
      ...(await attempt('Pages, nothing remembered', () => benchPagesCold(reader))),
      ...(await attempt('Data route', () => benchRoute(data, asker, other))),
      ...(await attempt('First key figures', () => benchFirstAnswers(data.database.pool, reader))),
    ]
  })
}

/** As the question before, in other words: so many weeks without data come first. */
const teamPath = (team: number, weeksBefore: number) =>
  `/api/v1/query?metrics=xp,learning_hours&by=week,technology&compare=none&from=${addDays(always.from, -7 * weeksBefore)}&to=${always.to}&team=${team}`
const teamShape = (team: number): Shape => ({
  name: `team ${team}`,
  metrics: ['xp', 'learning_hours'],
  by: ['week', 'technology'],
  teams: [team],
  period: always,
})

/** Every request is about another team; each team is asked of everybody in turn. */
async function benchTeam({ database }: ScaleData, peers: Peers, cookie: string): Promise<Ratio[]> {
  const rows = await middleRows(database.pool)
  const teams = await teamsAround(database.pool, rows, TEAMS)
  const browser = connections(1, cookie)
  try {
    const read = async (path: string) => (JSON.parse((await browser.get(path)).body) as { rows: PeerRow[] }).rows
    for (const team of teams.slice(0, 3)) {
      const ours = await read(teamPath(team, 0))
      assertSame(teamShape(team), ours, await peers.raw(peerSql(teamShape(team))), 'the raw star')
      assertSame(teamShape(team), ours, await peers.duck(peerSql(teamShape(team))), 'DuckDB')
    }
    const inTurn = (list: readonly number[]) => {
      const next = { ours: 0, raw: 0, duck: 0 }
      const take = (side: keyof typeof next) => list[next[side]++ % list.length] ?? 1
      return {
        ours: () => browser.get(teamPath(take('ours'), 1 + Math.floor(next.ours / list.length))),
        raw: () => peers.raw(peerSql(teamShape(take('raw')))),
        duck: () => peers.duck(peerSql(teamShape(take('duck')))),
      }
    }
    const middle = await turns(inTurn(teams), { rounds: teams.length, budget: 60 })
    const biggest = await turns(inTurn([1]), { rounds: 15, budget: 30 })
    return [
      ...against(`one team of ${rows} rows, all history, HTTP request to last byte`, middle, { raw: 15, duck: 20 }),
      ...against('the same, the biggest team', biggest),
    ]
  } finally {
    browser.close()
  }
}

const many = (count: number, path: () => string) => Array.from({ length: count }, path)

async function benchPagesCold(cookie: string): Promise<Ratio[]> {
  const several = connections(CONNECTIONS, cookie)
  const alone = connections(1, cookie)
  const sides = [
    { name: 'trivial', paths: (count: number) => many(count, () => trivialPage) },
    ...pages.map(({ path, name }) => ({
      name,
      paths: (count: number) => many(count, () => `${path}?${nextPeriod()}`),
    })),
  ]
  try {
    for (const { paths } of sides) await several.load(paths(WARM_UP))
    const rates = new Map<string, number[]>()
    const waits = new Map<string, number[]>()
    const began = performance.now()
    for (let round = 0; round < ROUNDS && performance.now() - began < LONGEST_MS; round++) {
      for (const { name, paths } of sides) {
        add(rates, name, [(await several.load(paths(PAGES))).perSecond])
        add(waits, name, (await alone.load(paths(PAGES / 4))).firstBytes)
      }
    }
    const [rate, wait] = [middleOf(rates), middleOf(waits)]
    return pages.flatMap(({ name }) => [
      {
        name: `${name}, nothing remembered: requests/s`,
        value: rate(name) / rate('trivial'),
        limit: 'at least 0.5',
        reads: `of those of ${trivialPage}, ${CONNECTIONS} connections`,
        ours: `${rate(name).toFixed(0)}/s`,
        against: `${rate('trivial').toFixed(0)}/s`,
      },
      {
        name: `${name}, nothing remembered: first byte`,
        value: wait(name) / wait('trivial'),
        limit: 'at most 2',
        reads: `times as long as ${trivialPage}, 1 connection`,
        ours: milliseconds(wait(name)),
        against: milliseconds(wait('trivial')),
      },
    ])
  } finally {
    several.close()
    alone.close()
  }
}

async function benchRoute({ database }: ScaleData, asker: string, other: string): Promise<Ratio[]> {
  const rows = Math.min(890, await middleRows(database.pool))
  const teams = await teamsAround(database.pool, rows, 1_000)
  let asked = 0
  const path = () => teamPath(teams[asked % teams.length] ?? 1, 50 + Math.floor(asked++ / teams.length))
  const [ours, trivial] = [connections(CONNECTIONS, asker), connections(CONNECTIONS, other)]
  try {
    const rates: { ours: Load[]; trivial: Load[] } = { ours: [], trivial: [] }
    await ours.load(many(WARM_UP, path))
    await trivial.load(many(WARM_UP, () => trivialRoute))
    for (let round = 0; round < ROUNDS; round++) {
      rates.trivial.push(await trivial.load(many(ROUTES, () => trivialRoute)))
      rates.ours.push(await ours.load(many(ROUTES, path)))
    }
    const rate = (loads: readonly Load[]) => median(loads.map(({ perSecond }) => perSecond))
    return [
      {
        name: `data route, ${rows} rows, nothing remembered: requests/s`,
        value: rate(rates.ours) / rate(rates.trivial),
        limit: 'at least 0.33',
        reads: `of those of ${trivialRoute}, ${CONNECTIONS} connections`,
        ours: `${rate(rates.ours).toFixed(0)}/s`,
        against: `${rate(rates.trivial).toFixed(0)}/s`,
      },
    ]
  } finally {
    ours.close()
    trivial.close()
  }
}

function add(times: Map<string, number[]>, name: string, values: readonly number[]): void {
  times.set(name, [...(times.get(name) ?? []), ...values])
}

const middleOf = (times: ReadonlyMap<string, readonly number[]>) => (name: string) => median(times.get(name) ?? [])
