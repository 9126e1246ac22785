/** Counts beside the rows: under the filters of other columns, exact, and given up politely. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { findTable } from '@/lib/catalogue/catalogue'
import { ResultCache } from '@/lib/db/result-cache'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { isSpread } from './facet-buckets'
import { readFacets, type Facet } from './facets'
import { inTime } from './in-time'
import { parseFilter } from './table-filter'
import { countTableRows } from './table-page'
import { readTableQuery } from './table-query'
import { fillStates, states } from './testing/states'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await fillStates(database.pool)
  await database.pool.query(`
    insert into datacamp.course_dim (course_id, title, technology) values (1, 'Intro', 'R'), (2, ' ', 'R'), (3, 'Deep', 'SQL');
    insert into datacamp.course_fact (user_id, course_id, date_id, started_at, xp, time_spent, row_hash)
    select n % 7, nullif(n % 4, 0), 20250001 + (n % 14 + 1) * 100 + case when n % 14 >= 12 then 8800 else 0 end,
      timestamp '2025-03-31 22:00' + n * interval '37 minutes', n * 10 - 50, nullif(n % 3, 0), md5(n::text)::uuid
    from generate_series(1, 100) as n`)
})
after(() => database.drop())

const everything = { people: 'all', learnerRows: true, minimumCell: 1 }
const withReader = <T>(read: (reader: ScopedReader) => Promise<T>, scope: object = everything) =>
  database.warehouse.transaction().execute((db) => read({ db, scope } as unknown as ScopedReader))

async function facetsOf(
  table: string,
  search: string,
  columns: readonly string[],
  find: string | null = null,
): Promise<readonly Facet[]> {
  const query = readTableQuery(findTable(table)!, new URLSearchParams(search))
  return withReader((reader) => readFacets(reader, query, columns, find))
}

const pairs = ({ values }: Facet) => values.map(({ value, text, rows }) => [value, text, rows])

test('values come with their rows, the most frequent first, and with the name of what they name', async () => {
  const [courses, persons] = await facetsOf('datacamp.course_fact', '', ['course_id', 'user_id'])
  assert.deepEqual(pairs(courses!), [
    ['1', 'Intro', 25],
    ['2', null, 25],
    ['3', 'Deep', 25],
    [null, null, 25],
  ])
  assert.equal(persons!.values.length, 7)
})

test('a column’s own filters hide none of its values, the filters and search of others do', async () => {
  const search = 'filter=technology:eq:SQL&filter=title:not_null&any=technology:eq:SQL|technology:eq:Go'
  const [technology] = await facetsOf('datacamp.course_dim', search, ['technology'])
  assert.deepEqual(pairs(technology!), [
    ['R', null, 2],
    ['SQL', null, 1],
  ])
  const [mixed] = await facetsOf('datacamp.course_dim', 'any=technology:eq:SQL|title:eq:Intro', ['technology'])
  assert.deepEqual(pairs(mixed!).length, 2)
  const [found] = await facetsOf('datacamp.course_dim', 'q=deep', ['technology'])
  assert.deepEqual(pairs(found!), [['SQL', null, 1]])
})

test('numbers, days and times fall into at most twenty even buckets that together hold every row', async () => {
  const columns = ['xp', 'time_spent', 'started_at', 'date_id']
  for (const facet of await facetsOf('datacamp.course_fact', '', columns)) {
    assert.equal(facet.shape, 'buckets', facet.column)
    assert.ok(facet.buckets.length > 1 && facet.buckets.length <= 20, facet.column)
    const total = facet.buckets.reduce((sum, { rows }) => sum + rows, facet.nulls)
    assert.equal(total, 100, facet.column)
    for (const [index, { until }] of facet.buckets.slice(0, -1).entries()) {
      assert.equal(facet.buckets[index + 1]!.from, until)
    }
  }
  const [dates] = await facetsOf('datacamp.course_fact', '', ['date_id'])
  assert.match(dates!.buckets[0]!.from, /^\d{6}01$/)
})

test('every count is what its own filter finds, under whatever else is asked', async () => {
  const rowsOf = async (state: { sql: string }, condition: string) => {
    const { rows } = await database.pool.query<{ n: number }>(
      `select count(*) as n from (${state.sql.replace(/^select .* from /, 'select * from ')}) as rows where ${condition}`,
    )
    return rows[0]?.n
  }
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      const table = findTable(state.table)!
      const params = new URLSearchParams(state.search)
      // Only columns that nothing is filtered by: what an own filter means is told above.
      const asked = JSON.stringify([params.getAll('filter'), params.getAll('any')])
      const columns = table.columns
        .filter(({ name }) => !asked.includes(`${name}:`) && !table.key.includes(name))
        .slice(0, 3)
      const facets = await withReader((reader) =>
        readFacets(
          reader,
          readTableQuery(table, params),
          columns.map(({ name }) => name),
        ),
      )
      for (const [index, facet] of facets.entries()) {
        const of = columns[index]!
        assert.deepEqual([facet.column, facet.tooMany], [of.name, false])
        assert.equal(facet.shape, isSpread(table, of) ? 'buckets' : 'values')
        for (const { value, rows } of facet.values) {
          const is = value === null ? 'is null' : `= '${value.replaceAll("'", "''")}'`
          assert.equal(rows, await rowsOf(state, `"${of.name}" ${is}`), `${facet.column} ${value}`)
          if (value !== null) parseFilter(table, `${of.name}:eq:${value}`)
        }
        for (const { from, until, rows } of facet.buckets) {
          assert.equal(
            rows,
            await rowsOf(state, `"${of.name}" >= '${from}' and "${of.name}" < '${until}'`),
            facet.column,
          )
          parseFilter(table, `${of.name}:gte:${from}`)
          parseFilter(table, `${of.name}:lt:${until}`)
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('what is no number or time in order is left out of buckets, never an error', async () => {
  await database.pool.query(`
    insert into datacamp.assessment_fact (score, started_at, date_id, row_hash) values
      ('NaN', 'infinity', -5, gen_random_uuid()), ('Infinity', '-infinity', 9223372036854775807, gen_random_uuid()),
      (1e30, '1999-01-01', 0, gen_random_uuid()), (-1e-30, '2036-01-01', null, gen_random_uuid())`)
  const facets = await facetsOf('datacamp.assessment_fact', '', ['score', 'started_at', 'date_id'])
  for (const { column, tooMany, buckets } of facets) {
    assert.ok(!tooMany && buckets.length <= 20, column)
  }
  await database.pool.query(`delete from datacamp.assessment_fact where date_id < 0 or date_id = 0`)
  const [days] = await facetsOf('datacamp.assessment_fact', 'filter=date_id:gt:0', ['date_id'])
  assert.ok(days!.buckets.length > 0 && days!.buckets.length <= 20)
  await database.pool.query(`delete from datacamp.assessment_fact where time_spent is null`)
})

test('a bucket at the very end of its numbers, and an empty text, can be filtered to', async () => {
  await database.pool.query(`
    insert into skilljar.domain_access_code (domain_access_code_id, max_uses) values ('a', 5), ('b', 2147483647);
    insert into mart.active_scope (scope_id, kind, value) values (-1, 'x', ''), (-2, 'x', 'y')`)
  const rowsOf = async (table: string, search: URLSearchParams) =>
    withReader(async (reader) => (await countTableRows(reader, readTableQuery(findTable(table)!, search))).rows)
  const [uses] = await facetsOf('skilljar.domain_access_code', '', ['max_uses'])
  const { from, until, rows } = uses!.buckets.at(-1)!
  const last = new URLSearchParams({ filter: `max_uses:gte:${from}` })
  last.append('filter', `max_uses:lt:${until}`)
  assert.deepEqual([rows, await rowsOf('skilljar.domain_access_code', last)], [1, 1])
  const [texts] = await facetsOf('mart.active_scope', 'filter=kind:eq:x', ['value'])
  assert.deepEqual(pairs(texts!), [
    ['', null, 1],
    ['y', null, 1],
  ])
  assert.equal(await rowsOf('mart.active_scope', new URLSearchParams({ filter: 'value:eq:' })), 1)
})

test('values beyond the most frequent are found by their text or by what they name, and stay in sight once chosen', async () => {
  await database.pool.query(`
    insert into skilljar.domain_access_code (domain_access_code_id, code)
    select 'f' || n, 'Code ' || n % 30 from generate_series(0, 99) as n;
    insert into skilljar.domain_access_code (domain_access_code_id, code) values ('f100', 'Rare')`)
  const codes = async (search: string, find: string | null = null) => {
    const [facet] = await facetsOf('skilljar.domain_access_code', search, ['code'], find)
    return { more: facet!.more, values: facet!.values.map(({ value }) => value) }
  }
  const usual = await codes('')
  assert.deepEqual([usual.more, usual.values.length, usual.values.includes('Rare')], [true, 20, false])
  assert.deepEqual(await codes('', 'RAR'), { more: false, values: ['Rare'] })
  assert.deepEqual(await codes('filter=code:in:Rare,Code 1,Code 9'), {
    more: true,
    values: [...usual.values, 'Code 9', 'Rare'].filter((value, index, all) => all.indexOf(value) === index),
  })
  assert.deepEqual(await codes('', '%'), { more: false, values: [] })

  const found = async (find: string) =>
    pairs((await facetsOf('datacamp.course_fact', 'filter=user_id:lte:1', ['course_id'], find))[0]!)
  assert.deepEqual(
    (await found('dee')).map(([value, text]) => [value, text]),
    [['3', 'Deep']],
  )
  assert.deepEqual((await found('nothing called so')).length, 0)
  for (const [columns, find] of [
    [['xp'], '5'],
    [['course_id', 'user_id'], '5'],
    [['course_id'], 'x'.repeat(201)],
    [['course_id'], 'a b c d e f g h i j k'],
  ] as const) {
    await assert.rejects(facetsOf('datacamp.course_fact', '', columns, find), { param: 'find' })
  }
})

test('counts are remembered with the data’s version, those of the marts not while their rollups are being built', async () => {
  const results = new ResultCache()
  const counted = async (table: string, column: string, hasRollups: boolean) =>
    database.warehouse.transaction().execute(async (db) => {
      const reader = { db, scope: everything, reach: 'everybody', dataVersion: 1, hasRollups, results }
      const query = readTableQuery(findTable(table)!, new URLSearchParams())
      const [facet] = await readFacets(reader as unknown as ScopedReader, query, [column])
      return facet?.values.find(({ value }) => value === 'late')?.rows ?? 0
    })
  const ask = async (hasRollups: boolean) => [
    await counted('mart.active_scope', 'value', hasRollups),
    await counted('datacamp.course_dim', 'technology', hasRollups),
  ]
  assert.deepEqual(await ask(false), [0, 0])
  await database.pool.query(`
    insert into mart.active_scope (scope_id, kind, value) values (-3, 'x', 'late');
    insert into datacamp.course_dim (course_id, technology) values (-3, 'late')`)
  assert.deepEqual(await ask(true), [1, 0])
})

test('what takes too long is said, and what is asked after it is answered in the same transaction', async () => {
  await withReader(async (reader) => {
    const limit = async () =>
      (await sql<{ limit: string }>`select current_setting('statement_timeout') as limit`.execute(reader.db)).rows[0]
        ?.limit
    const usual = await limit()
    assert.equal(await inTime(reader, 20, () => sql`select pg_sleep(5)`.execute(reader.db)), null)
    assert.equal(await inTime(reader, 0, () => Promise.reject(new Error('not asked'))), null)
    assert.equal(await inTime(reader, 60_000, limit), '1min')
    assert.equal(await limit(), usual)
    await assert.rejects(
      inTime(reader, 1_000, () => sql`select 1 / 0`.execute(reader.db)),
      /division/,
    )
    assert.equal(await limit(), usual)
  })
  const [key] = await facetsOf('datacamp.course_dim', '', ['course_id'])
  assert.deepEqual([key?.tooMany, key?.values], [true, []])
})

test('whoever may not see all learners’ rows gets no counts', async () => {
  const query = readTableQuery(findTable('datacamp.user_dim')!, new URLSearchParams())
  await withReader((reader) => assert.rejects(readFacets(reader, query, ['email']), { name: 'ExplorerRefused' }), {
    people: 'all',
    learnerRows: false,
  })
})
