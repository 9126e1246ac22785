/** The cases of RELIABILITY.md's table I that are about what people see of a publication. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withReader, type ScopedReader } from '@/lib/authz/reader'
import { ownScope } from '@/lib/authz/scope'
import { defaultFilters } from '@/lib/filters/filters'
import { ask } from '@/lib/metrics/ask'
import { findCheck } from '@/lib/quality/checks'
import { countChecks } from '@/lib/quality/count'
import { overviewCards } from '@/lib/reports/read-overview'
import { readQuestion } from '@/lib/reports/question'
import { reportOf } from '@/lib/reports/reports'
import { assertState, courseFacts, courses, select, startEngine } from './testing/engine'
import { fakeSource, type FakeTable } from './testing/fake-source'

const january = { from: '2026-01-01', to: '2026-01-31' }
const users = (...ids: readonly number[]): FakeTable => ({
  columns: ['user_id', 'email'],
  rows: () => ids.map((id) => [String(id), `learner${id}@example.com`]),
})

test('I-19: facts of unknown people and content, and of deleted content without a row -1, count and are told', async (t) => {
  const engine = await startEngine(t)
  const facts = courseFacts(
    [1, 1, 20260105, 3_600],
    [999, 1, 20260105, 7_200],
    [1, 777, 20260105, 10_800],
    [1, -1, 20260105, 14_400],
  )
  const delivered = fakeSource('datacamp', {
    user_dim: users(1),
    course_dim: courses([1, 'Intro']),
    course_fact: facts,
  })
  assertState(await engine.refresh(delivered), 'published')
  assert.deepEqual(await select(engine, 'select count(*)::int as n from datacamp.course_fact'), [{ n: 4 }])

  const read = <T>(work: (reader: ScopedReader) => Promise<T>) => withReader(ownScope, work, engine.warehouse)
  const filters = { ...defaultFilters(january.to), ...january, compare: 'none' as const }
  const hoursBy = async (by: 'content' | 'person') => {
    const answer = await read((reader) => ask(reader, { metrics: ['learning_hours'], by: [by], filters }))
    return answer.rows.map((row) => [String(row[`${by}_name` as keyof typeof row]), row.learning_hours])
  }
  assert.deepEqual((await hoursBy('content')).sort(), [
    ['Deleted content', 4],
    ['Intro', 3],
    ['Unknown course 777', 3],
  ])
  assert.deepEqual((await hoursBy('person')).map(([, hours]) => hours).sort(), [2, 8])

  const checks = ['references.course_fact.user_id', 'references.course_fact.course_id', 'deleted-content.course_fact']
  const counted = await countChecks(
    read,
    checks.map((id) => findCheck(id)).filter((check) => check !== undefined),
  )
  assert.deepEqual(
    counted.map(({ found, total }) => [found, total]),
    [
      [1, 4],
      [1, 3],
      [1, 4],
    ],
  )
})

test('I-20: every chart of a page is of one version, though a refresh is published between two of them', async (t) => {
  const engine = await startEngine(t)
  const deliver = (people: readonly number[], seconds: number) =>
    fakeSource('datacamp', {
      user_dim: users(...people),
      course_dim: courses([1, `Course of ${people.length}`]),
      course_fact: courseFacts(...people.map((user) => [user, 1, 20260105, seconds] as const)),
    })
  assertState(await engine.refresh(deliver([1, 2, 3], 3_600)), 'published')

  const cards = Object.values(overviewCards)
  const page = (between: () => Promise<unknown>) =>
    withReader(
      ownScope,
      async (reader) => {
        const asked = readQuestion(reportOf('overview'), new URLSearchParams(january), {
          alsoKnown: [],
          asOf: reader.asOf,
        })
        const charts: unknown[] = [reader.dataVersion]
        for (const [index, read] of cards.entries()) {
          if (index === 2) await between()
          charts.push(await read(reader, asked))
        }
        return charts
      },
      engine.warehouse,
    )
  const before = await page(() => Promise.resolve())
  const during = await page(async () => assertState(await engine.refresh(deliver([1, 4, 5, 6], 60)), 'published'))
  assert.deepEqual(during, before)
  const after = await page(() => Promise.resolve())
  const changed = cards.filter((_, index) => JSON.stringify(after[index + 1]) !== JSON.stringify(before[index + 1]))
  assert.ok(cards.length >= 6 && changed.length >= 3, `${changed.length} of ${cards.length} charts changed`)
})
