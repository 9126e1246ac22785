import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultFilters } from '@/lib/filters/filters'
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readQuestion, within } from './question'
import type { Report } from './report'

const filters = defaultFilters('2026-03-31')
const report: Report = {
  slug: 'courses',
  path: '/courses',
  title: 'Courses',
  question: 'Who starts what?',
  metrics: ['course_starts'],
  table: { by: ['content'], metrics: ['course_starts'] },
  only: { source: ['datacamp'], contentType: ['course'] },
  permission: 'reports.read',
}
const ask = (address: string, fixed = {}) =>
  readQuestion(report, new URLSearchParams(address), { alsoKnown: ['measure', 'sort'], asOf: {}, fixed })

test('a page asks with what it is fixed to, and its links say only what the address said', () => {
  const question = ask('technology=SQL&measure=xp&sort=content', { where: { content: ['datacamp/course/5'] } })
  assert.deepEqual([question.filters.source, question.filters.where], [[], {}])
  assert.deepEqual(question.inside.source, ['datacamp'])
  assert.deepEqual(question.inside.where, { content: ['datacamp/course/5'] })
  assert.deepEqual(question.exported.source, [], 'a download knows by itself what its report is fixed to')
  assert.deepEqual(
    question.exported.where,
    { content: ['datacamp/course/5'] },
    'but not which course the page is about',
  )
  assert.equal(question.besides.toString(), 'measure=xp')
})

test('an address that contradicts the page is refused, because an empty list of filters would mean everything', () => {
  const refused = (param: string) => (error: unknown) => error instanceof InvalidFilter && error.param === param
  assert.throws(() => ask('source=skilljar'), refused('source'))
  assert.throws(() => ask('content_type=project'), refused('content_type'))
  assert.throws(() => ask('content=a', { where: { content: ['b'] } }), refused('content'))
  assert.deepEqual(ask('source=datacamp,skilljar').inside.source, ['datacamp'])
})

test('an address cannot say what nobody reads', () => {
  assert.throws(() => ask('tema=12'), /"tema" is no parameter here/)
})

test('what is fixed narrows what was narrowed already', () => {
  const both = within({ ...filters, where: { topic: ['A', 'B'], tag: ['x'] } }, { where: { topic: ['B', 'C'] } })
  assert.deepEqual(both.where, { topic: ['B'], tag: ['x'] })
})

test('a page about one thing has its own days, and its links keep those of the address', () => {
  const day = { from: '2025-05-06', to: '2025-05-06' }
  const { filters, inside, exported } = ask('from=2025-01-01&to=2025-03-31', { period: day })
  assert.deepEqual([filters.from, filters.to], ['2025-01-01', '2025-03-31'])
  for (const asked of [inside, exported])
    assert.deepEqual([asked.from, asked.to, asked.compare], [day.from, day.to, 'none'])
})
