/** Everything that can be read: each registered GET with its parameters, and what the pages ask the data layer. */
import { duringRequest } from '@/lib/testing/next-request'
import { readdirSync } from 'node:fs'
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis } from '@/lib/analyses/analysis'
import type { ScopedReader } from '@/lib/authz/reader'
import { routes, type RouteKey } from '@/lib/authz/registry'
import { defaultFilters, memberships, narrowings, type Filters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { isMetric, metrics, type MetricName } from '@/lib/metrics/names'
import type { DimensionName } from '@/lib/metrics/dimensions'
import { narrowingOptions } from '@/lib/metrics/narrowing-options'
import { filterOptions } from '@/lib/metrics/options'
import { people } from '@/lib/metrics/people'
import { profileOf } from '@/lib/metrics/person'
import { personCards, readPerson } from '@/lib/reports/read-person'
import { series } from '@/lib/metrics/series'
import { checks } from '@/lib/quality/checks'
import { reports } from '@/lib/reports/reports'
import { technologyColours } from '@/lib/reports/technology-colours'
import { canaryPeriod } from './canary-data'
import { parametersOf } from './parameters-of'

const ADDRESS = 'http://localhost:3000'
const period = `from=${canaryPeriod.from}&to=${canaryPeriod.to}`

/** What stands in the brackets of a route; a new name has to be told here what to try. */
const samples: Readonly<Record<string, readonly string[]>> = {
  report: reports.map(({ slug }) => slug),
  table: ['datacamp.user_dim', 'datacamp.team_dim', 'datacamp.course_dim', 'mart.person', 'skilljar.student'],
  check: checks.slice(0, 3).map(({ id }) => id),
  metric: ['xp', 'active_learners', ...Object.keys(analyses)],
  analysis: Object.keys(analyses),
  run: ['1', '0', '9223372036854775808'],
  token: ['01a20582-b636-7076-a2d1-f45050fc0f3c.forged'],
  key: ['1'],
  export: ['00000000-0000-7000-8000-000000000000', 'x'],
  query: ['sample', '00000000-0000-4000-8000-000000000000'],
}

/** A column with words of each table among the samples. */
const facetsOfTables = ['email', 'name', 'title', 'name', 'email']

const reachings = [
  '',
  '&team=1',
  '&team=2,3',
  '&team=none',
  '&membership=ever',
  '&membership=current',
  '&compare=previous',
]
const groupings = ['team', 'person', 'content', 'week,team,technology', 'source,content_type', 'team,person,content']

function searchesOf(key: string, place: number): readonly string[] {
  if (key.startsWith('GET /api/v1/query')) {
    // Every grouping meets every second way to reach further, and each of these meets every second grouping.
    return groupings.flatMap((by, row) =>
      reachings
        .filter((_, column) => (row + column) % 2 === 0)
        .map(
          (reaching, index) =>
            `metrics=xp,active_learners,course_completions&by=${by}&${period}${reaching}&format=${index === 0 ? 'csv' : 'json'}`,
        ),
    )
  }
  if (key.startsWith('GET /api/v1/analyses/[analysis]')) {
    // Under every other filter they are asked below the routes.
    return ['', '&course=100'].map((more) => `${period}&membership=ever${more}`)
  }
  if (key.startsWith('GET /export/analysis/[analysis]')) {
    // The same rows as the API's, which is asked in more ways.
    return [`${period}&membership=ever`]
  }
  if (key.startsWith('GET /export/[report]')) {
    // There are many reports over few facts: each meets some ways to reach further, and each way many reports.
    return reachings.filter((_, column) => (place + column) % 3 === 0).map((reaching) => `${period}${reaching}`)
  }
  if (key === 'GET /api/v1/tables/[table]/facets') return [`columns=${facetsOfTables[place]}`]
  // Rows of everybody are for those who may see everybody: who may not is refused at one table as at the next.
  if (key.endsWith('/groups') || key === 'GET /export/groups/[table]') return place === 0 ? ['group=email'] : []
  if (key === 'GET /api/v1/search') return ['q=canary']
  if (key === 'GET /api/v1/tables/[table]') return ['', 'format=csv', 'count=exact&limit=5']
  if (key === 'GET /export/table/[table]') return ['', 'format=jsonl']
  return ['']
}

export interface RouteQuestion {
  readonly key: RouteKey
  readonly title: string
  /** The raw bytes of the answer, headers included, and its status. */
  readonly ask: (token: string) => Promise<{ status: number; bytes: string }>
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** No GET of the registry is left out: a route that is new is asked like the others. */
export async function routeQuestions(): Promise<readonly RouteQuestion[]> {
  const questions: RouteQuestion[] = []
  for (const key of (Object.keys(routes) as RouteKey[]).filter((name) => name.startsWith('GET '))) {
    const path = key.slice('GET '.length)
    const { GET: handler } = (await import(`../../../${folderOf(path)}/route.ts`)) as { GET: Handler }
    for (const [place, params] of paramsOf(path).entries()) {
      for (const search of searchesOf(key, place)) {
        const address = `${path.replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? '')}?${search}`
        questions.push({ key, title: `GET ${address}`, ask: (token) => fetchFrom(handler, address, params, token) })
      }
    }
  }
  return questions
}

/** Groups in brackets are no part of an address. */
function folderOf(path: string): string {
  const below = readdirSync('app', { recursive: true, encoding: 'utf8' })
  const found = below.find(
    (file) =>
      file.endsWith('/route.ts') && `/${file.slice(0, -'/route.ts'.length)}`.replace(/\/\([^)]+\)/g, '') === path,
  )
  if (found === undefined) throw new Error(`No file of app/ answers ${path}.`)
  return `app/${found.slice(0, -'/route.ts'.length)}`
}

function paramsOf(path: string): Record<string, string>[] {
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, found]) => found ?? '')
  const values = names.map((name) => {
    const known = samples[name]
    if (known === undefined)
      throw new Error(`Say in the samples of canary-questions.ts what [${name}] of ${path} may be.`)
    return known
  })
  // Of the first brackets everything is tried, of those behind them the first sample.
  return (values[0] ?? ['']).map((first) =>
    Object.fromEntries(names.map((name, index) => [name, index === 0 ? first : (values[index]?.[0] ?? '')])),
  )
}

async function fetchFrom(handler: Handler, address: string, params: Record<string, string>, token: string) {
  const headers = { authorization: `Bearer ${token}` }
  const request = new Request(`${ADDRESS}${address}`, { headers })
  const response = await duringRequest(headers, () => handler(request, { params: Promise.resolve(params) }))
  const bytes = `${JSON.stringify([...response.headers])}\n${await response.text()}`
  return { status: response.status, bytes }
}

export interface DataQuestion {
  readonly title: string
  readonly ask: (reader: ScopedReader) => Promise<unknown>
}

const filters: Filters = { ...defaultFilters(canaryPeriod.to), ...canaryPeriod, compare: 'previous' }
const several: readonly Filters[] = [
  ...memberships.map((membership) => ({ ...filters, membership })),
  { ...filters, team: [2, 3] },
  { ...filters, team: [1], membership: 'ever' },
]
/** There are many analyses: as usual, and where most is in reach. */
const reaches = ({ membership, team }: Filters) => membership !== 'current' && !team.includes(2)
const everyMetric = Object.keys(metrics).filter(isMetric)

/** Refusals are answers, too: their words are searched like any other. */
export function dataQuestions(): readonly DataQuestion[] {
  const asked = several.flatMap((chosen): DataQuestion[] => {
    const suffix = `under ${chosen.membership} ${chosen.team.join()}`
    return [
      { title: `people ${suffix}`, ask: (reader) => people(reader, { filters: chosen, limit: 1_000 }) },
      {
        title: `people by search ${suffix}`,
        ask: (reader) => people(reader, { filters: chosen, limit: 1_000, search: 'canary' }),
      },
      {
        title: `series by team ${suffix}`,
        ask: (reader) => series(reader, { metrics: ['xp', 'active_learners'], by: 'team', filters: chosen }),
      },
      {
        title: `content ${suffix}`,
        ask: (reader) =>
          ask(reader, { metrics: ['xp', 'enrolments', 'course_starts'], by: ['content'], filters: chosen }),
      },
    ]
  })
  const analysed = several.filter(reaches).flatMap((chosen) =>
    Object.entries<Analysis>(analyses).map(([name, analysis]) => ({
      title: `${name} under ${chosen.membership} ${chosen.team.join()}`,
      ask: (reader: ScopedReader) => analysis.rows(reader, { filters: chosen, parameters: parametersOf(analysis) }),
    })),
  )
  const single = Array.from({ length: 11 }, (_, index) => 1 + index * 3).flatMap((person): DataQuestion[] => [
    { title: `person ${person}`, ask: (reader) => profileOf(reader, person) },
    {
      title: `the page of person ${person}`,
      ask: (reader) => readPerson(reader, { person, filters: { ...filters, membership: 'ever' } }),
    },
    ...Object.entries(personCards).map(([card, read]) => ({
      title: `the ${card} of person ${person}`,
      ask: (reader: ScopedReader) => read(reader, { person, filters: { ...filters, membership: 'ever' } }),
    })),
  ])
  return [
    ...asked,
    ...analysed,
    ...single,
    { title: 'filters to choose from', ask: filterOptions },
    ...narrowings.map((name) => ({
      title: `values of ${name} to choose from`,
      ask: (reader: ScopedReader) => narrowingOptions(reader, name, filters),
    })),
    { title: 'colours', ask: technologyColours },
    ...Array.from({ length: Math.ceil(everyMetric.length / 5) }, (_, index) =>
      everyMetric.slice(index * 5, index * 5 + 5),
    ).map((some) => ({
      title: `${some.join()} by team and person`,
      ask: (reader: ScopedReader) =>
        ask<MetricName, DimensionName>(reader, { metrics: some, by: ['team', 'person'], filters }),
    })),
  ]
}
