/** Every format, read back by a reader that is not ours, holds what plain SQL answers. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import ExcelJS from 'exceljs'
import { sql, type RawBuilder } from 'kysely'
import { createWarehouse, type Warehouse } from '@/lib/db/warehouse'
import { emptyDatabase, type EmptyDatabase } from '@/lib/testing/database'
import { openExport } from './export-stream'
import type { FormatId } from '@/lib/format/file-format'
import { nastyRows } from './testing/nasty-rows'

let database: EmptyDatabase
let db: Warehouse
let folder: string
let duck: DuckDBConnection
before(async () => {
  database = await emptyDatabase()
  db = createWarehouse(database.pool)
  folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-formats-'))
  duck = await (await DuckDBInstance.create()).connect()
  await duck.run(`set timezone = 'UTC'`)
})
after(async () => {
  duck?.closeSync()
  await database?.drop()
  await rm(folder, { recursive: true, force: true })
})

async function file(query: RawBuilder<unknown>, format: FormatId): Promise<Buffer> {
  const { stream } = await openExport(query.compile(db), database.pool, { format })
  return Buffer.from(await new Response(stream).arrayBuffer())
}

async function onDisk(query: RawBuilder<unknown>, format: FormatId): Promise<string> {
  const where = path.join(folder, `${format}-${Math.random()}`)
  await writeFile(where, await file(query, format))
  return where
}

const duckRows = async (statement: string) => (await duck.runAndReadAll(statement)).getRows()
async function rowsOf(query: RawBuilder<unknown>): Promise<unknown[][]> {
  const { rows } = await database.pool.query({ text: query.compile(db).sql, rowMode: 'array' })
  return rows as unknown[][]
}

const epochOf = (column: string) =>
  `(extract(epoch from ${column}${column === '"at"' ? ` at time zone 'UTC'` : ''}) * 1000000)`

test('Parquet keeps types and every value: whole numbers, decimals, days, moments in UTC, nothing beside empty', async () => {
  const where = await onDisk(nastyRows, 'parquet')
  const types = await duckRows(`select column_name, column_type from (describe select * from read_parquet('${where}'))`)
  assert.deepEqual(types, [
    ['n', 'INTEGER'],
    ['note', 'VARCHAR'],
    ['big', 'BIGINT'],
    ['rate', 'DOUBLE'],
    ['amount', 'DECIMAL(20,4)'],
    ['day', 'DATE'],
    ['at', 'TIMESTAMP WITH TIME ZONE'],
    ['moment', 'TIMESTAMP WITH TIME ZONE'],
    ['yes', 'BOOLEAN'],
    ['extra', 'VARCHAR'],
  ])
  const compared = (micros: (column: string) => string) =>
    `n, note, big::text, amount::text, day::text, ${micros('"at"')}::bigint::text, ${micros('moment')}::bigint::text, yes::text, extra, rate`
  const found = await duckRows(
    `select ${compared((column) => `epoch_us(${column})`)} from read_parquet('${where}') order by n`,
  )
  const expected = await rowsOf(
    sql`select ${sql.raw(compared(epochOf).replace(' extra', ' extra::text'))} from (${nastyRows}) as nasty order by n`,
  )
  assert.deepEqual(found, expected)
})

test('Parquet holds sums and averages to the last digit, and what it has no place for is counted as null', async () => {
  const query = sql`select sum(big)::numeric as big, avg(n) as mean, sum(amount) as amount, 1e-19 as small, -0.5 as negative,
      'NaN'::numeric as none, 1e20 as large, 'infinity'::date as forever, '0044-03-15 BC'::date as ides, null::numeric as nothing
    from (values (9223372036854775807, 1, 0.01), (9223372036854775807, 2, 12345678901234567.89), (9, 2, 0.1)) as v (big, n, amount)`
  const { stream, progress } = await openExport(query.compile(db), database.pool, { format: 'parquet' })
  const where = path.join(folder, 'sums')
  await writeFile(where, Buffer.from(await new Response(stream).arrayBuffer()))
  assert.deepEqual(
    await duckRows(
      `select typeof(big), big::varchar, mean::varchar, amount::varchar, small::varchar, negative::varchar from read_parquet('${where}')`,
    ),
    [
      [
        'DECIMAL(38,18)',
        '18446744073709551623.000000000000000000',
        '1.666666666666666700',
        '12345678901234568.000000000000000000',
        '0.000000000000000000',
        '-0.500000000000000000',
      ],
    ],
  )
  assert.deepEqual(await duckRows(`select none, large, forever, ides, nothing from read_parquet('${where}')`), [
    Array(5).fill(null),
  ])
  assert.equal(progress.missing, 4)
})

test('JSON lines hold one object a line, with null beside empty and no line end inside', async () => {
  const text = (await file(nastyRows, 'jsonl')).toString()
  const lines = text.split('\n')
  assert.equal(lines.pop(), '')
  const expected = await rowsOf(sql`select to_jsonb(nasty)::text from (${nastyRows}) as nasty`)
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    expected.map(([row]) => JSON.parse(String(row))),
  )
  const where = await onDisk(nastyRows, 'jsonl')
  const found = await duckRows(
    `select n, note, big::varchar from read_json('${where}', format = 'newline_delimited') order by n`,
  )
  assert.deepEqual(
    found.map(([n, note, big]) => [Number(n), note, big]),
    await rowsOf(sql`select n, note, big::text from (${nastyRows}) as nasty order by n`),
  )
  assert.equal(
    (await file(sql`select E'[\\n1,\\r\\n2]'::json as list, 'b' as answer`, 'jsonl')).toString(),
    '{"list":[ 1,  2],"answer":"b"}\n',
  )
})

test('CSV reads back cell by cell, null beside empty', async () => {
  const where = await onDisk(nastyRows, 'csv')
  const found = await duckRows(
    `select * from read_csv('${where}', header = true, all_varchar = true, quote = '"', escape = '"', delim = ',', new_line = '\\r\\n', force_not_null = [], allow_quoted_nulls = false) order by n::int`,
  )
  const expected = await rowsOf(
    sql`select n::text, case when note ~ '^[-=@]' then '''' || note else note end, big::text, rate::text, amount::text, day::text, at::text,
      (moment at time zone 'UTC')::text || '+00', case yes when true then 't' when false then 'f' end, extra::text from (${nastyRows}) as nasty order by n`,
  )
  assert.deepEqual(found, expected)
})

async function workbook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  return book
}

test('E-01: a workbook holds text as text, numbers as numbers and days as days, and nothing in it is a formula', async () => {
  const [sheet] = (await workbook(await file(nastyRows, 'xlsx'))).worksheets
  const cell = (row: number, column: number) => sheet!.getRow(row + 1).getCell(column)
  sheet!.eachRow((row) =>
    row.eachCell((each) =>
      assert.ok(each.type !== ExcelJS.ValueType.Formula && each.type !== ExcelJS.ValueType.Hyperlink),
    ),
  )
  const texts = await rowsOf(sql`select note, big::text, day::text, at::text from (${nastyRows}) as nasty order by n`)
  assert.equal(cell(1, 2).type, ExcelJS.ValueType.Null)
  assert.deepEqual([cell(3, 2).value, cell(3, 2).numFmt], ['=1+1', '@'])
  assert.deepEqual([cell(4, 2).value, cell(4, 2).type], ['@SUM(A1)', ExcelJS.ValueType.String])
  // Whole numbers that a double cannot hold stay text, to the last digit.
  assert.deepEqual(
    [2, 3, 4, 5, 6].map((row) => cell(row, 3).value),
    ['9223372036854775807', '-9223372036854775808', 123456789012345, '1234567890123456', 0],
  )
  assert.deepEqual(
    [cell(2, 4).value, cell(6, 4).value, cell(8, 4).value, cell(9, 4).value],
    [1e308, 1e-300, 'NaN', 'Infinity'],
  )
  // Days that spreadsheets count differently, or not at all, are text.
  assert.deepEqual(
    [3, 4, 8].map((row) => cell(row, 6).value),
    [texts[2]![2], texts[3]![2], texts[7]![2]],
  )
  assert.deepEqual(
    [2, 5, 6, 9].map((row) => (cell(row, 6).value as Date).toISOString().slice(0, 10)),
    ['1970-01-01', '1900-03-01', '2026-02-28', '2000-02-29'],
  )
  assert.equal((cell(2, 8).value as Date).toISOString(), '2026-01-31T07:30:00.500Z')
  assert.deepEqual([cell(2, 9).value, cell(3, 9).value], [true, false])
  assert.equal(cell(6, 2).value, texts[5]![0])
  assert.equal(cell(8, 2).value, texts[7]![0])
})
