import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { ScopedReader } from '@/lib/authz/reader'
import { findTable } from '@/lib/catalogue/catalogue'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { readGroupChart } from './group-chart'
import { groupHref } from './group-links'
import { groupQueryParams, readGroupQuery } from './group-query'
import { groupExport, MOST_GROUPS, readGroups } from './group-rows'
import { ExplorerRefused } from './refused'
import { countTableRows, type TableRow } from './table-page'
import { readTableQuery } from './table-query'
import { byHand, functions, groupings, groupKey, measureKey } from './testing/groupings'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await fill()
})
after(() => database.drop())

const everything = { people: 'all', learnerRows: true, minimumCell: 1 }
const TABLE = findTable('datacamp.assessment_fact')!

async function withReader<T>(read: (reader: ScopedReader) => Promise<T>, scope: object = everything): Promise<T> {
  return database.warehouse
    .transaction()
    .execute((db) =>
      read({ db, scope, dataVersion: 1, asOf: { datacamp: null, skilljar: null } } as unknown as ScopedReader),
    )
}

const query = (search: string) => readGroupQuery(TABLE, new URLSearchParams(search))
const page = (search: string) => withReader((reader) => readGroups(reader, query(search)))

async function exported(search: string): Promise<TableRow[]> {
  const compiled = await withReader(async (reader) => groupExport(reader, query(search)))
  return (await database.pool.query<TableRow>(compiled.sql, [...compiled.parameters])).rows
}

/** Few values, nulls and repetitions everywhere; days over two years, one number that is no day; moments beside midnight. */
async function fill() {
  await database.pool.query(`
    insert into datacamp.assessment_fact (user_id, assessment_id, date_id, started_at, score, score_group, time_spent, row_hash)
    select nullif(n * 7 % 5, 0), n * 11 % 3,
      case when n = 13 then 20251399 when n % 6 = 0 then null else to_char(date '2024-12-25' + n * 9, 'YYYYMMDD')::bigint end,
      case when n % 4 > 0 then timestamp '2024-12-29 23:59:59.999999' + n % 9 * interval '0.000001 s' + n % 5 * interval '17 days' end,
      nullif(n % 3, 1) / 3.0, (array['', 'a', 'A', 'é', null, '%', 'a,b', 'a\\b'])[1 + n * 5 % 8], n, md5(n::text)::uuid
    from generate_series(1, 80) as n`)
}

test('groups, their totals, their order and their pages are those of hand-written SQL, whatever is grouped', async () => {
  await fc.assert(
    fc.asyncProperty(groupings, fc.integer({ min: 1, max: 30 }), async ({ asked, sort }, limit) => {
      const [filter, where] = asked.filter
      const groups = asked.dimensions.map((each) => ({ key: groupKey(each), text: byHand(each.name, each.unit) }))
      const counted = asked.measures.map((each) => ({ key: measureKey(each), text: functions[each.word]!(each.name) }))
      const rest = groups.filter(({ key }) => !sort.some(({ name }) => name === key)).map(({ key }) => key)
      const inTime = (key: string) => (key.includes(':') ? 0 : 1)
      const order = [
        ...sort.map(({ name, direction }) => `"${name}" ${direction} nulls last`),
        ...rest.toSorted((a, b) => inTime(a) - inTime(b)).map((key) => `"${key}" asc nulls last`),
      ]
      const fields = [...groups, ...counted].map(({ key, text }) => `${text} as "${key}"`).join(', ')
      const positions = groups.map((_, index) => index + 1).join(', ')
      const { rows: expected } = await database.pool.query<TableRow>(
        `select * from (select ${fields} from datacamp.assessment_fact where ${where} group by ${positions}) as g order by ${order.join(', ')}`,
      )
      const totalFields = counted.map(({ key, text }) => `${text} as "${key}"`).join(', ')
      const { rows: totals } = await database.pool.query<TableRow>(
        `select ${totalFields} from datacamp.assessment_fact where ${where}`,
      )
      const search = `group=${groups.map(({ key }) => key).join(',')}&measures=${counted.map(({ key }) => key).join(',')}&sort=${sort.map(({ name, direction }) => `${name}:${direction}`).join(',')}&limit=${limit}${filter}`

      const found: TableRow[][] = []
      let current = await page(search)
      assert.equal(current.previous, null)
      for (;;) {
        assert.deepEqual(current.totals, totals[0])
        assert.equal(current.groups, expected.length)
        found.push([...current.rows])
        if (current.next === null) break
        current = await page(`${search}&cursor=${current.next}`)
      }
      assert.deepEqual(found.flat(), expected)
      const last = found.at(-2)
      if (last) assert.deepEqual((await page(`${search}&cursor=${current.previous}`)).rows, last)
      assert.deepEqual(await exported(search), expected)
    }),
    { numRuns: 60 },
  )
})

test('sets of bits, which columns of the marts hold, are grouped and counted as their text', async () => {
  await database.pool.query(`insert into mart.active_days (person_id, slice_id, first_day, days)
    values (1, 0, '2026-01-01', b'101'), (2, 0, '2026-01-01', b'101'), (3, 0, '2026-01-01', b'011')`)
  const table = findTable('mart.active_days')!
  const asked = readGroupQuery(table, new URLSearchParams('group=days&measures=count,distinct:days,max:days'))
  const { rows, totals } = await withReader((reader) => readGroups(reader, asked))
  assert.deepEqual(rows, [
    { days: '101', count: 2, 'distinct:days': 1, 'max:days': '101' },
    { days: '011', count: 1, 'distinct:days': 1, 'max:days': '011' },
  ])
  assert.deepEqual(totals, { count: 3, 'distinct:days': 2, 'max:days': '101' })
})

test('a day that has none after it leads to no rows, and the page is shown all the same', () => {
  const asked = query('group=date_id:day,started_at:month')
  for (const [day, month] of [
    ['9999-12-31', '2025-01-01'],
    ['2025-01-01', 'infinity'],
    ['2025-01-01', '0044-03-01 BC'],
  ]) {
    assert.equal(groupHref(asked, { 'date_id:day': day!, 'started_at:month': month! }), undefined)
  }
})

test('weeks begin on Monday, and the last moment of a Sunday belongs to the week before', async () => {
  const { rows } = await page('group=started_at:week&filter=started_at:lt:2024-12-31')
  assert.deepEqual(
    rows.map((row) => row['started_at:week']),
    ['2024-12-23', '2024-12-30'],
  )
})

test('groups without an order of their own follow time, and else begin with the largest', async () => {
  const { rows: largest } = await page('group=score_group')
  const counts = largest.map(({ count }) => Number(count))
  assert.deepEqual(
    counts,
    counts.toSorted((a, b) => b - a),
  )
  const { rows: inTime } = await page('group=score_group,date_id:quarter&measures=distinct:user_id')
  const days = inTime.map((row) => row['date_id:quarter'] ?? '9999')
  assert.deepEqual(days, days.toSorted())
})

test('no group stands for nothing: without rows there are no groups, and the totals say zero', async () => {
  const { rows, totals, groups, next } = await page('group=user_id&measures=count,sum:time_spent&filter=user_id:eq:99')
  assert.deepEqual(
    { rows, totals, groups, next },
    { rows: [], totals: { count: 0, 'sum:time_spent': null }, groups: 0, next: null },
  )
})

test('pages end at ten thousand groups while their number is told and the export holds all', async () => {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    await client.query(`
      insert into datacamp.assessment_fact (time_spent, row_hash)
      select n, gen_random_uuid() from generate_series(1000, ${1000 + MOST_GROUPS}) as n`)
    await client.query('commit')
    const start = query('group=time_spent&sort=time_spent:desc&limit=500')
    const place = { scan: 'forward' as const, position: ['1010'] }
    const { rows, next, groups } = await withReader((reader) => readGroups(reader, { ...start, cursor: place }))
    assert.deepEqual(
      rows.map((row) => row['time_spent']),
      Array.from({ length: 9 }, (_, index) => 1009 - index),
    )
    assert.equal(next, null)
    assert.equal(groups, 80 + MOST_GROUPS + 1)
    assert.equal((await exported('group=time_spent')).length, groups)
  } finally {
    await client.query('delete from datacamp.assessment_fact where time_spent >= 1000')
    client.release()
  }
})

test('the way from a group to its rows leads to as many rows as the group counts, under the same filters', async () => {
  let followed = 0
  await fc.assert(
    fc.asyncProperty(groupings, async ({ asked }) => {
      // A number that is no day lies between two days all the same: a filter takes it along.
      const days = '&any=date_id:ne:20251399|date_id:is_null'
      const search = `group=${asked.dimensions.map(groupKey).join()}&limit=8${asked.filter[0]}${days}`
      const { rows } = await page(search)
      for (const row of rows) {
        const href = groupHref(query(search), row)
        if (href === undefined) continue
        followed++
        const rowsOf = readTableQuery(TABLE, new URL(href, 'http://localhost').searchParams)
        assert.equal((await withReader((reader) => countTableRows(reader, rowsOf))).rows, row['count'], href)
      }
    }),
    { numRuns: 25 },
  )
  assert.ok(followed > 50)
})

test('groups in time are drawn without gaps, one line for each of the largest values, and others as the largest bars', async () => {
  const chartOf = async (search: string) => {
    const asked = query(search)
    return withReader(async (reader) => readGroupChart(reader, asked, await readGroups(reader, asked)))
  }
  const lines = await chartOf('group=date_id:month,assessment_id&measures=count')
  assert.equal(lines?.shape, 'lines')
  if (lines?.shape !== 'lines') return
  assert.deepEqual(lines.lines.map(({ value }) => value).toSorted(), ['0', '1', '2'])
  const { rows } = await database.pool.query<{ day: string; assessment: string; count: number }>(
    `select ${byHand('date_id', 'month')}::text as day, assessment_id::text as assessment, count(*)::int as count
     from datacamp.assessment_fact where date_id <> 20251399 group by 1, 2`,
  )
  const days = lines.starts.map(({ start }) => start)
  assert.equal(days.length, new Set(days).size)
  for (const { value, numbers } of lines.lines) {
    const wanted = days.map((day) => rows.find((row) => row.day === day && row.assessment === value)?.count ?? 0)
    assert.deepEqual(numbers, wanted)
  }
  const bars = await chartOf('group=time_spent&measures=max:score_group,sum:score&sort=time_spent')
  assert.equal(bars?.measure.key, 'sum:score')
  assert.ok(bars?.shape === 'bars' && bars.more && bars.rows.length === 12)
  assert.equal(await chartOf('group=user_id&measures=max:score_group'), null)
})

test('nothing that an address says becomes part of the statement', async () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((value) => !value.includes('\0') && value.isWellFormed())
  const statement = (value: string) => {
    const search = new URLSearchParams({ group: 'score_group,started_at:week', measures: 'count,max:score_group' })
    search.append('filter', `score_group:eq:x${value}`)
    search.append('filter', `score_group:starts:y${value}`)
    return withReader(async (reader) => groupExport(reader, readGroupQuery(TABLE, search)).sql)
  }
  const plain = await statement('')
  await fc.assert(
    fc.asyncProperty(text, async (value) => assert.equal(await statement(value), plain)),
    { numRuns: 50 },
  )
})

test('A-09: who may not see everybody’s rows gets no groups of them either', async () => {
  const scopes = [
    { people: 'all', learnerRows: false, minimumCell: 5 },
    { people: [1, 2], learnerRows: true, minimumCell: 1 },
  ]
  for (const scope of scopes) {
    await assert.rejects(
      withReader((reader) => readGroups(reader, query('group=user_id')), scope),
      ExplorerRefused,
    )
    await assert.rejects(
      withReader(async (reader) => groupExport(reader, query('group=user_id')), scope),
      ExplorerRefused,
    )
  }
})

test('an address that is read and written again asks for the same groups', async () => {
  await fc.assert(
    fc.asyncProperty(groupings, async ({ asked, sort }) => {
      const search = `group=${asked.dimensions.map(groupKey).join()}&measures=${asked.measures.map(measureKey).join()}&sort=${sort.map(({ name, direction }) => `${name}:${direction}`).join()}${asked.filter[0]}`
      const read = query(search)
      assert.deepEqual(readGroupQuery(TABLE, groupQueryParams(read)), read)
    }),
  )
})
