/** Whether a spreadsheet runs anything of an export: the files are opened in LibreOffice, as people open them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createWarehouse } from '@/lib/db/warehouse'
import { openExport } from '@/lib/export/export-stream'
import type { FormatId } from '@/lib/format/file-format'
import { emptyDatabase, type EmptyDatabase } from '@/lib/testing/database'
import { needOffice, openInOffice } from './office'

let database: EmptyDatabase
before(async () => {
  await needOffice()
  database = await emptyDatabase()
})
after(() => database?.drop())

const dangerous = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '"=1+1"',
  "'=1+1",
  `=cmd|' /C calc'!A0`,
  `=DDE("cmd","/C calc","a")`,
  '=HYPERLINK("https://example.com?x="&A1,"Open")',
  '=WEBSERVICE("https://example.com")',
  '=IMPORTXML("https://example.com","//a")',
  '{=1+1}',
]

async function file(format: FormatId): Promise<Uint8Array> {
  const query = sql`select n, cell, -n as below, day from unnest(${dangerous}::text[]) with ordinality as t (cell, n),
    (select date '2026-02-28' as day) as d order by n`
  const { stream } = await openExport(query.compile(createWarehouse(database.pool)), database.pool, { format })
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

test('LibreOffice does run what is not made safe, so that the tests below mean something', async () => {
  const { formulas } = await openInOffice(Buffer.from('a,b\r\n1,=1+1\r\n2,"=HYPERLINK(""x"")"\r\n'), 'csv')
  assert.equal(formulas.length, 2)
})

for (const format of ['csv', 'csv_excel', 'xlsx'] as const) {
  test(`E-01: nothing in ${format} runs in LibreOffice, and numbers below zero stay numbers`, async () => {
    const { formulas, cells } = await openInOffice(await file(format), format === 'xlsx' ? 'xlsx' : 'csv')
    assert.deepEqual(formulas, [])
    const rows = cells.filter(([n]) => /^\d+$/.test(n ?? ''))
    assert.deepEqual(
      rows.map(([n, , below]) => [n, below]),
      dangerous.map((_, index) => [String(index + 1), String(-index - 1)]),
    )
    // A workbook says by types what is text; CSV has the apostrophe alone. Line ends and blanks are the import's own.
    const shown = (text: string) => text.replace(/\s+/g, '')
    const guarded = (text: string) => (format === 'xlsx' || text.startsWith('{') ? text : `'${text}`)
    assert.deepEqual(
      rows.map(([, cell]) => shown(cell ?? '')),
      dangerous.map((text) => shown(guarded(text))),
    )
  })
}
