import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { defaultFilters, type Filters } from '@/lib/filters/filters'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { insertMirrorRows, publishMarts, wholeSource } from '@/lib/testing/mirrors'
import { aggregatesOnly, everybody, readAs } from '@/lib/testing/reader'
import { ask, askCompiled } from './ask'
import { series } from './series'

const filters: Filters = { ...defaultFilters('2026-03-31'), from: '2026-03-02', to: '2026-03-25', compare: 'none' }
const titles = ['100 % SQL', 'snake_case', 'snakeXcase', 'back\\slash', 'Ünïcode', 'Joins in SQL']

describe('a search', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
    const { pool } = database
    await insertMirrorRows(
      pool,
      'datacamp.course_dim',
      titles.map((title, index) => ({ course_id: index + 1, title, technology: 'SQL' })),
    )
    await insertMirrorRows(
      pool,
      'datacamp.course_fact',
      titles.flatMap((_, index) =>
        Array.from({ length: index + 1 }, (_, person) => ({
          user_id: person + 1,
          course_id: index + 1,
          date_id: 20260303,
          xp: 10,
          time_spent: 60,
        })),
      ),
    )
    await publishMarts(pool, wholeSource('datacamp'))
  })
  after(() => database?.drop())

  const find = (search: string, scope = everybody) =>
    readAs(database.warehouse, scope, async (reader) => {
      const query = { metrics: ['xp'], by: ['content'], filters, search } as const
      const answer = await ask(reader, { ...query, limit: 2 })
      const { rows: exported } = await reader.db.executeQuery<{ content_name: string; xp: number | null }>(
        askCompiled(reader, query).query,
      )
      return { answer, exported: exported.map((row) => [row.content_name, row.xp]) }
    })
  const names = async (search: string) => (await find(search)).exported.map(([name]) => name)

  test('finds part of a name, whatever the case', async () => {
    assert.deepEqual(await names('sql'), ['100 % SQL', 'Joins in SQL'])
    assert.deepEqual(await names('ünï'), ['Ünïcode'])
  })

  test('takes per cent signs, underscores and backslashes as they are', async () => {
    assert.deepEqual(await names('%'), ['100 % SQL'])
    assert.deepEqual(await names('e_c'), ['snake_case'])
    assert.deepEqual(await names('\\'), ['back\\slash'])
    assert.deepEqual(await names("'; drop table mart.activity; --"), [])
  })

  test('counts the rows found, beyond the last page too, and leaves the totals to the filters', async () => {
    const { answer } = await find('s')
    assert.deepEqual([answer.rows.length, answer.rowCount, answer.totals.xp], [2, 5, 210])
    const beyond = await readAs(database.warehouse, everybody, (reader) =>
      ask(reader, { metrics: ['xp'], by: ['content'], filters, search: 's', limit: 2, offset: 50 }),
    )
    assert.deepEqual([beyond.rows.length, beyond.rowCount], [0, 5])
  })

  test('shows a reader of aggregates nothing that was hidden without it', async () => {
    const { exported } = await find('s', aggregatesOnly)
    const whole = (await find('', aggregatesOnly)).exported
    for (const row of exported) assert.ok(whole.some((other) => JSON.stringify(other) === JSON.stringify(row)))
    assert.ok(exported.some(([, xp]) => xp === null))
  })

  test('is refused where rows have no names', async () => {
    const asked = readAs(database.warehouse, everybody, (reader) =>
      ask(reader, { metrics: ['xp'], by: ['week'], filters, search: 'a' }),
    )
    await assert.rejects(asked, /search: these rows have no names/)
  })

  test('a bucket of a series without rows has no rate and no median, though it has counts of nothing', async () => {
    const metrics = ['course_starts', 'course_completion_velocity', 'course_time_to_complete'] as const
    const { lines } = await readAs(database.warehouse, everybody, (reader) => series(reader, { metrics, filters }))
    const [point] = lines[0]?.points.slice(-1) ?? []
    assert.deepEqual(
      { ...point },
      {
        course_starts: 0,
        course_completion_velocity: null,
        course_completion_velocity_numerator: 0,
        course_completion_velocity_denominator: 0,
        course_time_to_complete: null,
        suppressed: false,
      },
    )
  })
})
