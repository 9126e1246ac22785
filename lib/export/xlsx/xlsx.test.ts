import assert from 'node:assert/strict'
import { test } from 'node:test'
import ExcelJS from 'exceljs'
import type { FieldDef } from 'pg'
import pg from 'pg'
import { columnName, workbookWithin } from './encoder'
import { cutText, xmlText } from './text'

const field = (name: string, dataTypeID: number) => ({ name, dataTypeID, dataTypeModifier: -1 }) as FieldDef
const fields = [field('n', pg.types.builtins.INT4), field('text', pg.types.builtins.TEXT)]

async function* copied(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function sheets(rows: number, limits: { rows: number; bytes: number }): Promise<ExcelJS.Worksheet[]> {
  const text = Array.from({ length: rows }, (_, index) => `${index + 1}\ttext\\t${index}\n`).join('')
  const progress = { rows: 0, cut: 0, missing: 0 }
  const parts: Uint8Array[] = []
  for await (const part of workbookWithin(limits)(copied(text, 7), fields, progress, {})) parts.push(part)
  assert.equal(progress.rows, rows)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.concat(parts) as unknown as ArrayBuffer)
  return book.worksheets
}

test('rows that a sheet cannot hold go on to the next, under the same heading', async () => {
  const found = await sheets(25, { rows: 11, bytes: Infinity })
  assert.deepEqual(
    found.map(({ name, rowCount }) => [name, rowCount]),
    [
      ['Rows', 11],
      ['Rows 2', 11],
      ['Rows 3', 6],
    ],
  )
  assert.deepEqual(
    found.map((sheet) => [sheet.getCell('A1').value, sheet.getCell('A2').value, sheet.getCell('B2').value]),
    [
      ['n', 1, 'text\t0'],
      ['n', 11, 'text\t10'],
      ['n', 21, 'text\t20'],
    ],
  )
  assert.equal((await sheets(10, { rows: 11, bytes: Infinity })).length, 1)
  assert.ok((await sheets(25, { rows: 100, bytes: 200 })).length > 2)
})

test('no row at all is a workbook with a heading', async () => {
  const [sheet] = await sheets(0, { rows: 11, bytes: Infinity })
  assert.deepEqual([sheet!.rowCount, sheet!.getCell('B1').value], [1, 'text'])
})

test('text comes through XML: what it cannot hold goes by number, and what looks like such a number stays as it was', () => {
  assert.equal(
    xmlText('a<b>&"c"\t\n\u0001\r\ufffe_x0041_ é🎓'),
    'a&lt;b&gt;&amp;&quot;c&quot;\t\n_x0001__x000D__xFFFE__x005F_x0041_ é🎓',
  )
})

test('a text that is too long for a cell says that it was cut, and is never cut within a character', () => {
  assert.equal(cutText('x'.repeat(32_767)), null)
  for (const start of ['', 'x']) {
    const cut = cutText(start + '🎓'.repeat(20_000))!
    assert.ok(cut.length <= 32_767 && cut.isWellFormed() && /\[cut: /.test(cut))
  }
})

test('columns are named as spreadsheets name them', () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnName), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
