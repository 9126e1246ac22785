import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { Kind, Table } from '@/lib/catalogue/types'
import type { RawRow, SourceTable } from '@/lib/connectors/types'
import { CopyText } from './copy-text'
import { cells } from './testing/garbage'

/** A cell that each kind takes. */
const good: Readonly<Record<Kind, string>> = {
  text: 'x',
  integer: '1',
  bigint: '1',
  numeric: '1.5',
  boolean: 't',
  date: '2026-01-31',
  timestamp: '2026-01-31 09:30:00',
}

const tables = [...tablesOf('datacamp'), ...tablesOf('skilljar')]

function sourceOf(table: Table, extra: readonly string[] = []): SourceTable {
  const columns = table.columns.map(({ name }) => name)
  const unknown = { etag: null, size: null, lastModified: null, rowsExpected: null, warnings: [] }
  return { table, object: `${table.name}.csv`, columns, extra, ...unknown }
}

test('T-01: whatever stands in any column of any table, each row is taken or set aside, once and with its bytes', () => {
  for (const table of tables) {
    const source = sourceOf(table, ['novelty'])
    // Mostly what the column takes, so that rows of both sorts come up.
    const row = fc.tuple(
      ...[...table.columns.map(({ kind }) => good[kind]), 'x'].map((taken) =>
        fc.oneof({ weight: 20, arbitrary: fc.constant(taken) }, { weight: 1, arbitrary: cells }),
      ),
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows: RawRow[]) => {
        const {
          bytes,
          rows: taken,
          rejected,
        } = new CopyText(source).encode({
          rows,
          lines: rows.map((_, index) => index + 1),
          broken: [],
          raw: (index) => Buffer.from(`row ${index + 1}`),
        })
        const written = bytes.toString().split('\n').slice(0, -1)
        assert.equal(written.length, taken)
        assert.equal(taken + rejected.length, rows.length, table.name)
        const fields = source.columns.length + 2 + (table.key.length === 0 ? 2 : 0)
        for (const line of written) assert.equal(line.split('\t').length, fields, table.name)
        const places = [
          ...written.map((line) => Number(line.split('\t')[source.columns.length + 1])),
          ...rejected.map(({ line }) => line),
        ]
        assert.deepEqual(
          places.sort((a, b) => Number(a) - Number(b)),
          rows.map((_, index) => index + 1),
        )
        for (const { raw, line, reason, column } of rejected) {
          assert.equal(raw.toString(), `row ${line}`)
          assert.ok(reason !== '' && column !== null)
        }
      }),
      { numRuns: 40 },
    )
  }
})

test('T-01: a single bad cell in any column sets its row aside and names the column', () => {
  for (const table of tables) {
    const source = sourceOf(table)
    const taken = table.columns.map(({ kind }) => good[kind])
    for (const [position, { name, kind }] of table.columns.entries()) {
      const row = taken.map((cell, index) => (index === position ? (kind === 'text' ? 'a\0b' : '¿') : cell))
      const batch = { rows: [taken, row], lines: [1, 2], broken: [], raw: () => Buffer.from('raw') }
      const { rows, rejected } = new CopyText(source).encode(batch)
      assert.deepEqual(
        [rows, rejected.map(({ column, line }) => [column, line])],
        [1, [[name, 2]]],
        `${table.name}.${name}`,
      )
    }
  }
})
