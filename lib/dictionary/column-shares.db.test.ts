import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { tables } from '@/generated/catalogue/tables'
import { findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { fillMirrors } from '@/lib/testing/random-mirrors'
import { everybody, readAs } from '@/lib/testing/reader'
import { readShares, type TableShares } from './column-shares'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await fillMirrors(database.pool, 7)
})
after(() => database.drop())

const shares = (table: Table, limits?: { wholeUpTo: number; sampleRows: number }): Promise<TableShares> =>
  readAs(database.warehouse, everybody, (reader) => readShares(reader, table, limits))

/** As somebody would ask by hand. */
async function handWritten(table: Table): Promise<TableShares> {
  const name = qualifiedName(table)
  const columns = []
  for (const { name: column } of table.columns) {
    const { rows } = await database.pool.query<{ present: string; values: string }>(
      `select count("${column}") as present, count(distinct "${column}") as values from ${name}`,
    )
    columns.push({ column, present: Number(rows[0]?.present), distinct: Number(rows[0]?.values) })
  }
  const { rows } = await database.pool.query<{ n: string }>(`select count(*) as n from ${name}`)
  const counted = Number(rows[0]?.n)
  return { rows: counted, counted, columns }
}

test('rows, nulls and distinct values of every table are those that plain SQL counts', async () => {
  let filled = 0
  for (const table of tables) {
    const found = await shares(table)
    assert.deepEqual(found, await handWritten(table), qualifiedName(table))
    if (found.counted > 0) filled += 1
  }
  assert.ok(filled > 10, `${filled} tables had rows to count`)
})

test('of a table that is too large to count, a sample of its rows is counted, the same every time, and said to be one', async () => {
  const table = findTable('datacamp.exercise_dim')!
  await database.pool.query(`
    insert into datacamp.exercise_dim (exercise_id, title, xp)
    select n, case when n % 4 > 0 then 'Exercise ' || n end, n % 10 from generate_series(1000, 60000) as n`)
  const found = await shares(table, { wholeUpTo: 20_000, sampleRows: 10_000 })
  assert.equal(found.rows, null)
  assert.ok(found.counted > 4_000 && found.counted < 20_000, `${found.counted} rows of some 59,000`)
  assert.deepEqual(await shares(table, { wholeUpTo: 20_000, sampleRows: 10_000 }), found)
  const of = (name: string) => found.columns.find(({ column }) => column === name)
  assert.equal(of('exercise_id')?.distinct, found.counted)
  assert.equal(of('xp')?.distinct, 10)
  const titled = (of('title')?.present ?? 0) / found.counted
  assert.ok(titled > 0.74 && titled < 0.76, `${titled} of the sample have a title`)
})
