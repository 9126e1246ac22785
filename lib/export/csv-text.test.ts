import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvRecord, recordEnds } from './csv-text'

test('records end with CRLF wherever the stream is cut, and line feeds inside fields stay', () => {
  const cells = fc.array(
    fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', '\r') }), { minLength: 2, maxLength: 2 }),
  )
  fc.assert(
    fc.property(cells, fc.integer({ min: 1, max: 9 }), (records, size) => {
      const expected = records.map(csvRecord).join('')
      const lineFeeds = Buffer.from(records.map((record) => `${csvRecord(record).slice(0, -2)}\n`).join(''))
      const { convert, count } = recordEnds()
      const chunks: Uint8Array[] = []
      for (let at = 0; at < lineFeeds.length; at += size) chunks.push(convert(lineFeeds.subarray(at, at + size)))
      assert.equal(Buffer.concat(chunks).toString(), expected)
      assert.equal(count(), records.length)
      assert.deepEqual(parse(expected, { record_delimiter: '\r\n' }), records)
    }),
  )
})
