import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely'
import type { Database } from '@/generated/catalogue/database'
import type { ScopedReader } from '@/lib/authz/reader'
import { findTable, tablesOf } from '@/lib/catalogue/catalogue'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { cursorText } from './cursor'
import { ExplorerRefused } from './refused'
import { countTableRows, readTablePage, tableExport, type TableRow } from './table-page'
import { readTableQuery, tableQueryParams } from './table-query'
import { parseSort, totalOrder } from './table-sort'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await fill()
})
after(() => database.drop())

const everything = { people: 'all', learnerRows: true, minimumCell: 1 }

async function withReader<T>(read: (reader: ScopedReader) => Promise<T>, scope: object = everything): Promise<T> {
  return database.warehouse
    .transaction()
    .execute((db) =>
      read({ db, scope, dataVersion: 1, asOf: { datacamp: null, skilljar: null } } as unknown as ScopedReader),
    )
}

const query = (table: string, search: string) => readTableQuery(findTable(table)!, new URLSearchParams(search))
const page = (table: string, search: string) => withReader((reader) => readTablePage(reader, query(table, search)))

/** Few values, many nulls and repetitions: every kind of tie. `time_spent` numbers the rows. */
async function fill() {
  await database.pool.query(`
    insert into datacamp.assessment_fact (user_id, assessment_id, date_id, started_at, score, score_group, time_spent, row_hash)
    select nullif(n * 7 % 5, 0), n * 11 % 3, nullif(20260100 + n * 13 % 4, 20260101),
      case when n % 4 > 0 then timestamp '2026-01-01' + n % 3 * interval '0.000001 s' end, nullif(n % 3, 1) / 2.0,
      (array['', 'a', 'A', 'é', null, '%', 'a,b', 'a\\b'])[1 + n * 5 % 8], n, md5(n::text)::uuid
    from generate_series(1, 60) as n`)
  await database.pool.query(`
    insert into datacamp.track_content_dim (track_version_id, content_id, position, xp)
    select n % 4, 'course_' || n, nullif(n % 3, 0), n from generate_series(1, 25) as n`)
  await database.pool.query(`
    insert into datacamp.project_dim (project_id, is_guided, xp)
    select n, (array[true, false, null])[1 + n % 3], n from generate_series(1, 20) as n`)
}

/** Number of each row of the fixtures. */
const TABLES = [
  { name: 'datacamp.assessment_fact', number: 'time_spent', tie: ['row_id'] },
  { name: 'datacamp.track_content_dim', number: 'xp', tie: ['track_version_id', 'content_id'] },
  { name: 'datacamp.project_dim', number: 'xp', tie: ['project_id'] },
]

const sorts = fc.constantFrom(...TABLES).chain(({ name, number, tie }) => {
  const names = findTable(name)!.columns.map((column) => column.name)
  const key = fc.record({ name: fc.constantFrom(...names), direction: fc.constantFrom('asc', 'desc') })
  const keys = fc.uniqueArray(key, { maxLength: 4, selector: ({ name: column }) => column })
  return fc.record({ name: fc.constant(name), number: fc.constant(number), tie: fc.constant(tie), keys })
})

/** The order as somebody would write it by hand. */
function handWritten(keys: { name: string; direction: string }[], tie: string[]): string {
  const last = keys.at(-1)?.direction ?? 'asc'
  const ties = tie
    .filter((column) => !keys.some(({ name }) => name === column))
    .map((name) => ({ name, direction: last }))
  return [...keys, ...ties].map(({ name, direction }) => `"${name}" ${direction} nulls last`).join(', ')
}

test('pages forwards and backwards add up to the whole order, whatever is sorted, null or repeated', async () => {
  await fc.assert(
    fc.asyncProperty(sorts, fc.integer({ min: 1, max: 13 }), async ({ name, number, tie, keys }, limit) => {
      const { rows } = await database.pool.query<{ n: number }>(
        `select "${number}" as n from ${name} order by ${handWritten(keys, tie)}`,
      )
      const expected = rows.map(({ n }) => n)
      const sort = keys.map((key) => `${key.name}:${key.direction}`).join(',')
      const search = `columns=${number}&limit=${limit}&sort=${sort}`

      const pages: unknown[][] = []
      let current = await page(name, search)
      assert.equal(current.previous, null)
      for (;;) {
        pages.push(numbers(current.rows, number))
        if (current.next === null) break
        current = await page(name, `${search}&cursor=${current.next}`)
      }
      assert.deepEqual(pages.flat(), expected)
      assert.equal(pages.length, Math.ceil(expected.length / limit))

      for (const earlier of pages.slice(0, -1).toReversed()) {
        assert.ok(current.previous)
        current = await page(name, `${search}&cursor=${current.previous}`)
        assert.deepEqual(numbers(current.rows, number), earlier)
        assert.ok(current.next)
      }
      assert.equal(current.previous, null)
    }),
    { numRuns: 60 },
  )
})

const numbers = (rows: readonly TableRow[], name: string) => rows.map((row) => row[name])

const FILTERS: readonly [string, string][] = [
  ['user_id:eq:2', 'user_id = 2'],
  ['user_id:ne:2', 'user_id <> 2'],
  ['score:gte:0.5', 'score >= 0.5'],
  ['score:lt:1', 'score < 1'],
  ['started_at:lte:2026-01-01T00:00:00.000001Z', `started_at <= '2026-01-01 00:00:00.000001'`],
  ['date_id:gt:20260102', 'date_id > 20260102'],
  ['date_id:in:20260100,20260102', 'date_id in (20260100, 20260102)'],
  ['score_group:in:a\\,b,a\\\\b', `score_group in ('a,b', E'a\\\\b')`],
  ['score_group:contains:A', `lower(score_group) like '%a%'`],
  ['score_group:contains:%', `score_group = '%'`],
  ['score_group:starts:a\\', `score_group = E'a\\\\b'`],
  ['score_group:eq:a:b', 'false'],
  ['score_group:is_null', 'score_group is null'],
  ['started_at:not_null', 'started_at is not null'],
]

test('each filter finds what its SQL finds, on the page, in the count and in the export', async () => {
  for (const [filter, condition] of FILTERS) {
    const { rows } = await database.pool.query<{ n: number }>(
      `select time_spent as n from datacamp.assessment_fact where ${condition} order by row_id`,
    )
    const expected = rows.map(({ n }) => n)
    const asked = query('datacamp.assessment_fact', new URLSearchParams({ filter, limit: '100' }).toString())
    await withReader(async (reader) => {
      assert.deepEqual(numbers((await readTablePage(reader, asked)).rows, 'time_spent'), expected, filter)
      assert.deepEqual(await countTableRows(reader, asked), { rows: expected.length, capped: false }, filter)
      const exported = await reader.db.executeQuery(tableExport(reader, asked))
      assert.deepEqual(numbers(exported.rows, 'time_spent'), expected, filter)
    })
    assert.deepEqual(readTableQuery(asked.table, tableQueryParams(asked)), asked, filter)
  }
})

test('an export has the order and the columns of the page, and its columns stay in their place', async () => {
  const asked = query('datacamp.assessment_fact', 'columns=time_spent,user_id&sort=user_id:desc,score')
  const exported = await withReader((reader) => reader.db.executeQuery(tableExport(reader, asked)))
  assert.deepEqual(Object.keys(exported.rows[0]!), ['time_spent', 'user_id'])
  const { rows } = await database.pool.query(
    `select time_spent, user_id from datacamp.assessment_fact order by user_id desc nulls last, score nulls last, row_id`,
  )
  assert.deepEqual(exported.rows, rows)
})

test('every table of the catalogue can be opened without knowing it', async () => {
  for (const schema of ['datacamp', 'skilljar', 'mart'] as const) {
    for (const table of tablesOf(schema)) {
      const asked = readTableQuery(table, new URLSearchParams({ sort: `${table.columns[0]!.name}:desc` }))
      await withReader(async (reader) => {
        await readTablePage(reader, asked)
        assert.equal((await countTableRows(reader, asked)).capped, false)
      })
    }
  }
})

test('every column of the catalogue can be filtered, sorted by and continued from, also those that hold sets', async () => {
  for (const schema of ['datacamp', 'skilljar', 'mart'] as const) {
    for (const table of tablesOf(schema)) {
      const questions = table.columns.map(({ name, kind }) => `${name}:${kind === 'text' ? 'contains:0' : 'not_null'}`)
      const name = `${schema}.${table.name}`
      await withReader(async (reader) => {
        await readTablePage(reader, query(name, new URLSearchParams({ any: questions.join('|') }).toString()))
        for (const { name: sort } of table.columns.filter((column) => column.kind === 'text')) {
          const keys = totalOrder(table, parseSort(table, sort))
          const position = keys.map((key) => (key.kind === 'text' ? '01' : key.kind === 'date' ? '2026-01-01' : '1'))
          const cursor = cursorText(table, keys, { scan: 'forward', position })
          await readTablePage(
            reader,
            query(name, new URLSearchParams({ sort, cursor, filter: `${sort}:gt:0` }).toString()),
          )
        }
      })
    }
  }
})

test('counts stop at 10,000 and are exact on demand', async () => {
  await database.pool.query(
    `insert into skilljar.tag (tag_id, name) select n::text, 'tag' from generate_series(1, 10001) as n`,
  )
  const count = (search: string) => withReader((reader) => countTableRows(reader, query('skilljar.tag', search)))
  assert.deepEqual(await count(''), { rows: 10_000, capped: true })
  assert.deepEqual(await count('count=exact'), { rows: 10_001, capped: false })
  assert.deepEqual(await count('filter=tag_id:ne:1'), { rows: 10_000, capped: false })
})

test('a page deep in a large table costs as little as the first: an index starts at the cursor', async () => {
  await database.pool.query(`
    insert into skilljar.student_group_membership (student_group_membership_id, student_id)
    select lpad(n::text, 8, '0'), nullif(n % 5000, 0)::text from generate_series(1, 60000) as n;
    analyze skilljar.student_group_membership`)
  const search = 'sort=student_id:desc&limit=100'
  const first = await page('skilljar.student_group_membership', search)

  const seen: CompiledQuery[] = []
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: (event) => void seen.push(event.query),
  })
  const asked = query('skilljar.student_group_membership', `${search}&cursor=${first.next}`)
  await readTablePage({ db, scope: everything } as unknown as ScopedReader, asked)

  assert.equal(seen.length, 1)
  const { rows } = await database.pool.query(`explain ${seen[0]!.sql}`, [...seen[0]!.parameters])
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  assert.match(plan, /Index Scan Backward using student_group_membership_student_id_idx/)
  assert.match(plan, /Index Cond: /)
})

test('whoever may not see all learners’ rows is refused by every way in', async () => {
  const asked = query('datacamp.user_dim', '')
  for (const scope of [
    { people: { teams: [1] }, learnerRows: true },
    { people: 'all', learnerRows: false },
  ]) {
    await withReader(async (reader) => {
      await assert.rejects(readTablePage(reader, asked), ExplorerRefused)
      await assert.rejects(countTableRows(reader, asked), ExplorerRefused)
      assert.throws(() => tableExport(reader, asked), ExplorerRefused)
    }, scope)
  }
})
