/** Every report, as it stands in the list: it answers with and without data, and page, API and CSV say the same. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { GET as readReport } from '@/app/api/v1/reports/[report]/route'
import { GET as download } from '@/app/export/[report]/route'
import { createToken, findToken } from '@/lib/auth/tokens'
import type { Actor } from '@/lib/authz/actor'
import { may } from '@/lib/authz/permissions'
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { scopeOf } from '@/lib/authz/scope'
import { app } from '@/lib/db/app'
import { closePools } from '@/lib/db/pools'
import { narrowings } from '@/lib/filters/filters'
import { narrowingNames, narrowingOptions } from '@/lib/metrics/narrowing-options'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { publishBoth, recordPublications } from '@/lib/testing/mirrors'
import { duringRequest } from '@/lib/testing/next-request'
import { fillMirrors, mirrorsFrom } from '@/lib/testing/random-mirrors'
import { fillSkilljar } from '@/lib/testing/random-skilljar'
import { provideSettings } from '@/lib/testing/settings'
import { readQuestion } from './question'
import type { Frame } from './read-frame'
import { readTable } from './read-table'
import type { Report } from './report'
import { reports } from './reports'
import { tableParams } from './table-state'
import { everyPage, openings, readThrough } from './testing/every-page'

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
type Rows = readonly Readonly<Record<string, unknown>>[]
const roles = ['analyst', 'viewer'] as const
const all: readonly Report[] = reports
const period = `from=${mirrorsFrom}&to=2025-04-30`

let database: TestDatabase
const tokens = {} as Record<(typeof roles)[number], string>
const actors = {} as Record<(typeof roles)[number], Actor>

before(async () => {
  database = await testDatabase()
  provideSettings(database)
  for (const role of roles) {
    tokens[role] = (await createToken(database.app, 'system', { name: role, role })).token
    const actor = await findToken(database.app, tokens[role])
    assert.ok(actor)
    actors[role] = actor
  }
})
after(async () => {
  await app().$disconnect()
  await closePools()
  await database?.drop()
})

function call(route: Route, report: Report, search: string, role: (typeof roles)[number] = 'analyst') {
  const headers = { authorization: `Bearer ${tokens[role]}` }
  const request = new Request(`http://localhost:3000/any/${report.slug}?${search}`, { headers })
  return duringRequest(headers, () => route(request, { params: Promise.resolve({ report: report.slug }) }))
}

/** Every page of the table, as a person would turn them. */
async function shownBy(reader: ScopedReader, report: Report, search: string): Promise<Rows> {
  const rows: Rows[number][] = []
  for (let page = 1; ; page += 1) {
    const address = new URLSearchParams(search)
    if (page > 1) address.set('page', String(page))
    const question = readQuestion(report, address, { alsoKnown: tableParams, asOf: reader.asOf })
    const { answer, next, heads } = await readTable(reader, question)
    assert.deepEqual(
      heads.map(({ id }) => id).filter((id) => id !== 'trend'),
      answerNames(answer.columns, heads),
    )
    rows.push(...answer.rows)
    if (next === null) return rows
  }
}

/** In the order of the headings. */
function answerNames(columns: readonly { name: string }[], heads: readonly { id: string }[]): string[] {
  const known = heads.map(({ id }) => id).filter((id) => id !== 'trend')
  return known.filter((id) => columns.some(({ name }) => name === id))
}

const cell = (value: unknown) => (value === null || value === undefined ? '' : String(value))
const asText = (rows: Rows, names: readonly string[]) =>
  rows.map((row) => names.map((name) => (typeof row[name] === 'boolean' ? (row[name] ? 't' : 'f') : cell(row[name]))))

describe('before anything was loaded', () => {
  test('every report answers: no rows, and totals of nothing', async () => {
    for (const report of all) {
      const answer = await call(readReport, report, period)
      assert.equal(answer.status, 200, `${report.slug}: ${await answer.clone().text()}`)
      assert.deepEqual((await answer.json()).rows, [], report.slug)
      const csv = await call(download, report, period)
      assert.equal((await csv.text()).trim().split('\n').length, 1, `${report.slug}: a heading alone`)
    }
  })

  test('every page is read through with all its cards, and of nothing there is no page', () => readPages(['analyst']))
})

describe('with data', () => {
  before(async () => {
    await fillMirrors(database.pool, 3)
    await fillSkilljar(database.pool, 4)
    await publishBoth(database.pool)
    await recordPublications(database.pool, '2025-05-01')
  })

  test('the page’s table, the API and the CSV say the same for the same address', async () => {
    for (const report of all) {
      // There are more reports than one account may take away in ten minutes.
      await database.pool.query('delete from app.rate_limit')
      for (const search of addressesOf(report)) {
        const shown = await withReader(scopeOf(actors.analyst), (reader) => shownBy(reader, report, search))
        const answer = await (await call(readReport, report, search)).json()
        const names = answer.columns.map(({ name }: { name: string }) => name) as string[]
        const [heading, ...records] = parse(await (await call(download, report, search)).text(), {
          record_delimiter: '\r\n',
        }) as string[][]
        assert.deepEqual(heading, names, `${report.slug}?${search}`)
        assert.deepEqual(asText(answer.rows, names), asText(shown, names), `${report.slug}?${search}`)
        assert.deepEqual(records.map(numbersAlike), asText(shown, names).map(numbersAlike), `${report.slug}?${search}`)
      }
    }
  })

  test('every report answers a viewer with what a viewer may see, and refuses what is about single learners', async () => {
    for (const report of all) {
      const allowed = may(actors.viewer, report.permission)
      for (const route of [readReport, download]) {
        const answer = await call(route, report, period, 'viewer')
        assert.equal(answer.status, allowed ? 200 : 403, report.slug)
        // A download that nobody reads keeps its connection.
        await answer.text()
      }
    }
  })

  test('every page is read through with all its cards, by those who may see single learners and by those who may not', () =>
    readPages(roles))

  test('whatever can be narrowed by has values with names, and a value that nobody knows keeps its own', async () => {
    await withReader(scopeOf(actors.analyst), async (reader) => {
      const question = readQuestion(all[0]!, new URLSearchParams(period), { alsoKnown: [], asOf: reader.asOf })
      for (const name of narrowings) {
        const { options, label } = await narrowingOptions(reader, name, question.inside)
        assert.ok(label !== '' && options.length <= 500, name)
        assert.ok(
          options.every((option) => option.value !== '' && option.label !== ''),
          name,
        )
        assert.equal(new Set(options.map(({ value }) => value)).size, options.length, `${name}: each value once`)
      }
      const where = { content: ['datacamp/course/987654'], track: ['no number'], topic: ['Not set'] }
      const names = await narrowingNames(reader, { where })
      assert.deepEqual(
        names.map(({ options }) => options.map(({ label }) => label)),
        [['Unknown course 987654'], ['no number'], ['Not set']],
      )
    })
  })
})

/** As the pages read themselves. */
async function readPages(by: readonly (typeof roles)[number][]) {
  for (const page of await everyPage()) {
    for (const { fixed, isKnown } of await openings(database.pool, page.report)) {
      for (const role of by.filter((own) => may(actors[own], page.report.permission))) {
        const what = `${page.report.slug} as ${role} ${JSON.stringify(fixed ?? {})}`
        const found = await withReader(scopeOf(actors[role]), (reader) =>
          readThrough(reader, page, period, fixed),
        ).catch((error: unknown) => assert.fail(`${what}: ${String(error)}`))
        assert.equal(found !== null, isKnown, what)
        if (!found) continue
        // Safe: every page begins with a frame.
        const { own, figures } = found.data as Frame
        assert.deepEqual(
          own.map(({ name }) => name),
          page.report.filters ?? [],
          what,
        )
        assert.ok(figures.buckets.length > 3, what)
      }
    }
  }
}

/** As usual, and every way in which an address changes a table. */
function addressesOf({ slug, table }: Report): string[] {
  const [first] = table.metrics
  const [by] = table.by
  const turned = [...table.metrics].reverse()
  // A character that SQL takes for any text is the same whatever else the table has.
  const isFirstOfKind = all.find((report) => report.table.by[0] === by)?.slug === slug
  return [
    period,
    `${period}&columns=${turned.join(',')}&sort=${turned[0]}:desc`,
    `${period}&sort=${first}${by === 'grain' ? '' : '&search=a'}`,
    ...(by !== 'grain' && isFirstOfKind ? [`${period}&search=%25`] : []),
  ]
}

/** PostgreSQL and JavaScript write very small and large numbers differently. */
const numbersAlike = (row: readonly string[]) =>
  row.map((text) => (text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text))
