import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findTable } from '@/lib/catalogue/catalogue'
import type { Batch, RawRow, SourceTable } from '@/lib/connectors/types'
import { CopyText } from './copy-text'

function source(tableName: string, columns: string[], extra: string[] = []): SourceTable {
  const table = findTable(tableName)
  assert(table)
  const unknown = { etag: null, size: null, lastModified: null, rowsExpected: null, warnings: [] }
  return { table, object: `${table.name}.csv`, columns, extra, ...unknown }
}

function batch(...rows: RawRow[]): Batch {
  return { rows, lines: rows.map((_, index) => index + 2), broken: [], raw: (index) => Buffer.from(`raw ${index}`) }
}

const lines = (table: SourceTable, ...rows: RawRow[]) =>
  new CopyText(table)
    .encode(batch(...rows))
    .bytes.toString()
    .split('\n')
    .slice(0, -1)

const hashes = (table: SourceTable, ...rows: RawRow[]) => lines(table, ...rows).map((line) => line.split('\t').at(-2))

test('tabs, line ends and backslashes in a text stay inside its cell', () => {
  const [line] = lines(source('datacamp.course_dim', ['course_id', 'title']), ['1', 'a\tb\nc\rd\\N'])
  assert.equal(line, '1\ta\\tb\\nc\\rd\\\\N\t\\N\t2')
})

test('a fact has the same hash in whatever order its file has the columns, and with columns that say nothing', () => {
  const usual = source('datacamp.course_fact', ['user_id', 'course_id', 'date_id'])
  const other = source('datacamp.course_fact', ['date_id', 'time_spent', 'course_id', 'user_id'])
  assert.deepEqual(hashes(usual, ['7', '1', '20260105']), hashes(other, ['20260105', null, '1', '7.0']))
})

test('facts that differ in any value have different hashes', () => {
  const table = source('datacamp.publication_fact', ['workspace_id', 'viewer_type'], ['mood'])
  const rows: RawRow[] = [
    ['a', 'b', null],
    ['ab', null, null],
    ['a', null, 'b'],
    [null, 'b', 'a'],
    ['a\tb', null, null],
    ['\\N', null, null],
    [null, null, null],
    [null, '\\', null],
  ]
  assert.equal(new Set(hashes(table, ...rows)).size, rows.length)
})

test('a row is refused with its raw bytes, the first bad column and a reason that does not repeat the cell', () => {
  const table = source('datacamp.course_fact', ['user_id', 'course_id', 'date_id'], ['mood'])
  const { rows, rejected } = new CopyText(table).encode(
    batch(['7', 'x', 'y', null], ['7', '1', '2', 'a\0b'], ['7', '1', '2', 'ok']),
  )
  assert.equal(rows, 1)
  assert.deepEqual(
    rejected.map(({ line, column, reason, raw }) => ({ line, column, reason, raw: raw.toString() })),
    [
      { line: 2, column: 'course_id', reason: 'not_an_integer', raw: 'raw 0' },
      { line: 3, column: 'mood', reason: 'nul_byte', raw: 'raw 1' },
    ],
  )
})
