import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { column, findTable } from '@/lib/catalogue/catalogue'
import { reports } from '@/lib/reports/reports'
import type { DimensionName } from './dimensions'
import { dimensions } from './dimensions'
import { defineFact, type Db } from './fact'
import { facts, metrics, readDimensions, readMetrics, UnknownName, type Metric, type MetricName } from './names'

test('a misspelt metric, dimension or column does not compile', () => {
  // @ts-expect-error METRICS.md knows no such id
  const metric: MetricName = 'learning_hour'
  // @ts-expect-error there is no such dimension
  const dimension: DimensionName = 'weak'
  const rows = (db: Db) =>
    db.selectFrom('mart.activity').select(['day', 'person_id', 'source', 'content_type', 'content_id', 'technology'])
  defineFact(rows, {
    name: 'misspelt',
    description: '',
    metrics: {
      wrong: {
        ...plain,
        // @ts-expect-error the rows have no such column
        ofPerson: (read) => read('second'),
        counts: () => sql`true`,
      },
    },
  })
  assert.ok(metric && dimension)
})

const plain = {
  label: '',
  description: '',
  unit: 'hours',
  format: 'hours',
  formula: '',
  readFrom: [],
  additive: true,
} as const

test('names from an address become ours, once each, in their order', () => {
  assert.deepEqual(readMetrics('xp, learning_hours,xp'), ['xp', 'learning_hours'])
  assert.deepEqual(readDimensions('week,team'), ['week', 'team'])
  assert.deepEqual(readDimensions(null), [])
})

test('an unknown name is refused, naming the parameter and every name there is', () => {
  const refusal =
    (param: string, ...says: RegExp[]) =>
    (error: unknown) =>
      error instanceof UnknownName && error.param === param && says.every((pattern) => pattern.test(error.message))
  assert.throws(
    () => readMetrics('xp,hours'),
    refusal('metrics', /no metric "hours"/, /learning_hours/, /new_learners/),
  )
  assert.throws(() => readMetrics(null), refusal('metrics', /names no metric/))
  assert.throws(() => readMetrics('xp,'), refusal('metrics', /names no metric/))
  assert.throws(() => readMetrics('constructor'), refusal('metrics', /no metric "constructor"/))
  assert.throws(() => readDimensions('day,month,colour'), refusal('by', /no dimension "colour"/, /technology/))
  assert.throws(() => readDimensions(''), refusal('by', /names no dimension/))
})

test('every metric says what it is, and reads columns that the sources have', () => {
  for (const [name, metric] of Object.entries<Metric>(metrics)) {
    for (const text of [metric.label, metric.description, metric.formula]) assert.match(text, /\w/, name)
    assert.ok(metric.readFrom.length > 0, name)
    for (const source of metric.readFrom) {
      const [schema, table, columnName] = source.split('.')
      const found = findTable(`${schema}.${table}`)
      assert.ok(found && columnName && column(found, columnName), `${name} reads ${source}`)
    }
  }
})

test('no two facts have a metric of the same name', () => {
  const names = facts.flatMap((fact) => Object.keys(fact.metrics))
  assert.equal(new Set(names).size, names.length)
})

test('every dimension and every report is described', () => {
  for (const [name, { label, description }] of Object.entries(dimensions)) assert.ok(label && description, name)
  for (const { slug, title, question } of reports)
    assert.ok(/^[a-z-]+$/.test(slug) && title && question.endsWith('?'), slug)
})
