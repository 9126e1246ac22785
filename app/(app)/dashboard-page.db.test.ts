/** What every dashboard page does with its address, drawn on the server as a browser gets it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { PathnameContext, SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime'
import { createElement, type ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import type { Role } from '@/generated/prisma/client'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth, recordPublications } from '@/lib/testing/mirrors'
import { duringRequest, sessionOf } from '@/lib/testing/next-request'
import { fillMirrors, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { provideSettings } from '@/lib/testing/settings'
import activityPage from './learning-activity/page'

const PATH = '/learning-activity'
const period = { from: mirrorsFrom, to: '2025-04-30' }

let database: TestDatabase
const cookies: Partial<Record<Role, Record<string, string>>> = {}

before(async () => {
  database = await testDatabase()
  provideSettings(database)
  for (const role of ['analyst', 'viewer'] as const) {
    cookies[role] = await sessionOf(
      await app().user.create({ data: { email: `${role}@example.com`, name: role, role } }),
    )
  }
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database?.drop()
})

const router = { push() {}, replace() {}, refresh() {}, back() {}, forward() {}, prefetch() {} }

/** As Next calls a page: with a router, a path and what stands behind the question mark. */
function open(search: Record<string, string> = {}, role: Role = 'analyst'): Promise<string> {
  return duringRequest(cookies[role] ?? {}, async () => {
    const page = await activityPage({ params: Promise.resolve({}), searchParams: Promise.resolve(search) })
    const inside = (context: { Provider: unknown }, value: unknown, child: ReactNode) =>
      createElement(context.Provider as 'div', { value } as object, child)
    const tree = inside(
      AppRouterContext,
      router,
      inside(PathnameContext, PATH, inside(SearchParamsContext, new URLSearchParams(search), page)),
    )
    const { prelude } = await prerender(tree)
    return new Response(prelude).text()
  })
}

test('before the first refresh there is a heading, and why there is nothing yet', async () => {
  const html = await open()
  assert.match(html, /<h1[^>]*>Learning activity</)
  assert.match(html, /Nothing has been loaded yet/)
})

test('with data there are filters, figures, the table under its words and columns, and the same as a download', async () => {
  await fillMirrors(database.pool, 3)
  await publishBoth(database.pool)
  await recordPublications(database.pool, '2025-05-01')
  const html = await open({ ...period, search: 'name', columns: 'xp,learning_hours', sort: 'xp:desc', grain: 'month' })
  assert.match(html, /id="kpi-learning_hours"/)
  assert.match(html, /value="name"/)
  const headings = [...html.matchAll(/<th scope="col"[^>]*>(?:<a[^>]*>)?(?:<svg.*?<\/svg>)?([^<]+)/g)].map(
    ([, text]) => text,
  )
  assert.deepEqual(headings.slice(-5), ['Month', 'Team', 'Technology', 'XP', 'Learning hours'])
  const [, download = ''] = /href="\/export\/learning-activity\?([^"]*)"/.exec(html) ?? []
  const taken = new URLSearchParams(download.replaceAll('&amp;', '&'))
  assert.deepEqual(
    ['search', 'columns', 'sort', 'grain', 'page'].map((name) => taken.get(name)),
    ['name', 'xp,learning_hours', 'xp:desc', 'month', null],
  )
})

test('what finds nothing says so and offers the way back', async () => {
  const searched = await open({ ...period, search: 'no such team' })
  assert.match(searched, /No team is called like that/)
  assert.match(searched, /Clear the search/)
  assert.match(await open({ ...period, technology: 'COBOL' }), /Remove the filter by technology/)
  assert.match(await open({ from: '2000-01-01', to: '2000-01-31' }), /Show a whole year/)
})

test('a reader of aggregates reads "Hidden" and finds no way to people', async () => {
  const html = await open(period, 'viewer')
  assert.match(html, />Hidden</)
  assert.doesNotMatch(html, /learning-activity\/people/)
})

test('an address that cannot be understood names its parameter instead of showing something else', async () => {
  for (const [search, param] of [
    [{ columns: 'nope' }, 'columns'],
    [{ page: 'two' }, 'page'],
    [{ measure: 'miles' }, 'measure'],
    [{ tema: '1' }, 'tema'],
  ] as const) {
    const html = await open(search)
    assert.match(html, new RegExp(`The parameter “${param}” of this address cannot be understood`))
    assert.doesNotMatch(html, /kpi-/)
  }
})
