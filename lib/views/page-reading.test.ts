/** The pages and what this part knows of them stay together. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { tablesParam } from '@/components/charts/twin-choice'
import { refuseUnknownParameters } from '@/lib/api/tables'
import { pages, type PageKey } from '@/lib/authz/registry'
import { withoutView } from '@/lib/explorer/table-view'
import { reportOf } from '@/lib/reports/reports'
import type { ReportSlug } from '@/lib/reports/reports'
import { explorerParams, readsOf, readingOf, twinsParam } from './page-reading'
import { viewPageAt } from './view-pages'

const sources = new Map(
  readdirSync('app/(app)', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/page.tsx'))
    .map((file) => [`/${file.slice(0, -'/page.tsx'.length)}`, readFileSync(`app/(app)/${file}`, 'utf8')]),
)
const asOf = { datacamp: null, skilljar: null }
const sampleOf = (key: string) => key.replace('[table]', 'datacamp.course_fact').replace(/\[\w+\]/g, '12')

test('a page offers to save its view exactly where its address can be read again', () => {
  const offering = [...sources].filter(([, text]) => /dashboardPage\(|SaveView/.test(text)).map(([key]) => key)
  const known = (Object.keys(pages) as PageKey[]).filter((key) => viewPageAt(sampleOf(key)) !== null)
  assert.deepEqual([...new Set([...offering, '/explorer/[table]'])].toSorted(), known.toSorted())
  for (const key of known) assert.ok(readingOf(viewPageAt(sampleOf(key))!, asOf), key)
})

test('what pages read beside filters and table is what a view of them may hold', () => {
  for (const [key, text] of sources) {
    const [, inside = ''] = /\breads: \{(.*?)\}/s.exec(text) ?? []
    const readers = [...inside.matchAll(/:\s*(\w+)/g)].map(([, name]) => name)
    const known = Object.values(readsOf[key] ?? {}).map(({ name }) => name)
    assert.deepEqual(known.toSorted(), readers.toSorted(), key)
  }
  assert.equal(twinsParam, tablesParam)
})

test('each page’s table is read by the report that the page itself draws', () => {
  for (const [key, text] of sources) {
    const [, slug] = /const report = reportOf\('([^']+)'\)/.exec(text) ?? []
    const page = viewPageAt(sampleOf(key))
    if (slug === undefined || page === null) continue
    const report = reportOf(slug as ReportSlug)
    assert.equal(report.path, key)
    // The first metric is a column of no other report of the same path in all cases, and always one of its own.
    const columns = new URLSearchParams({ columns: report.table.metrics.join(',') })
    assert.doesNotThrow(() => readingOf(page, asOf)?.(columns), key)
  }
})

test('the Explorer takes every parameter that a view of it may hold', () => {
  const rows = new URLSearchParams(explorerParams.rows.map((name) => [name, 'x']))
  assert.doesNotThrow(() => refuseUnknownParameters(withoutView(rows)))
  assert.match(
    readFileSync('app/(app)/explorer/[table]/groups.tsx', 'utf8'),
    /refuseParametersBut\(\[\.\.\.groupParameters, \.\.\.layoutParameters, tablesParam, viewParam\], search\)/,
  )
})

test('an address elsewhere, one that climbs, and one with control characters are no pages to keep', () => {
  for (const path of [
    '/admin/users',
    '/views',
    '/sign-in',
    '/',
    '//evil.example/x',
    '/teams/..',
    '/teams/.',
    '/teams/%00',
  ]) {
    assert.equal(viewPageAt(path), null, path)
  }
  for (const path of [
    '/teams/',
    '/teams/%',
    '/overview/',
    '/overview?x=1',
    '/overview#x',
    `/teams/${'1'.repeat(201)}`,
  ]) {
    assert.equal(viewPageAt(path), null, path)
  }
  assert.equal(viewPageAt('/skilljar/courses/a%2Fb')?.path, '/skilljar/courses/a%2Fb')
})
