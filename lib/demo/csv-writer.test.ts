import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { CsvWriter } from './csv-writer'

const folder = mkdtempSync(path.join(tmpdir(), 'demo-csv-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('Cells with commas, quotes and line breaks are quoted, nulls are empty, booleans are t and f', async () => {
  const file = await CsvWriter.create(folder, 'certification_dim')
  file.add({ certification_id: null, certification_name: 'a "b", c\nd', certification_version: true })
  file.add({ certification_id: 7, certification_name: '', certification_version: false })
  await file.close()
  assert.equal(
    readFileSync(path.join(folder, 'certification_dim.csv'), 'utf8'),
    'certification_id,certification_name,certification_version\n,"a ""b"", c\nd",t\n7,,f\n',
  )
})

test('A row that lacks a column is refused by name', async () => {
  const file = await CsvWriter.create(folder, 'certification_dim')
  assert.throws(
    () => file.add({ certification_id: 1, certification_version: 'v1' }),
    /lacks the column certification_name/,
  )
  await file.close()
  await assert.rejects(CsvWriter.create(folder, 'no_such_table'), /no DataCamp table no_such_table/)
})
