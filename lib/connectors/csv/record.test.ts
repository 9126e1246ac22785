import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CsvParser } from './parser'
import { parseRecord } from './record'

const place = { object: 'x.csv', line: 7, offset: 70 }

test('a record by itself is understood as it was in its file, whatever its bytes', () => {
  const byte = fc.constantFrom(0x22, 0x22, 0x2c, 0x2c, 0x0a, 0x0d, 0x61, 0x20, 0xc3, 0xa9, 0x00)
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 60 }), (bytes) => {
      // The last record is whole only when a line end follows it outside quotes; here the file goes on.
      const file = Buffer.concat([Buffer.from(bytes), Buffer.from('\n')])
      const parser = new CsvParser({ object: 'x.csv', width: 2, positions: [0, 1] }, { line: 1, offset: 0 })
      const batch = parser.push(file)
      for (const [index, row] of batch.rows.entries()) {
        assert.deepEqual(parseRecord(batch.raw(index), ['a', 'b'], place), { fields: row })
      }
      for (const record of batch.broken) {
        const again = parseRecord(record.raw, ['a', 'b'], place)
        assert.ok('broken' in again)
        assert.deepEqual(
          { reason: again.broken.reason, raw: again.broken.raw.toString('hex'), line: again.broken.line },
          { reason: record.reason, raw: record.raw.toString('hex'), line: place.line },
        )
      }
    }),
    { numRuns: 3_000 },
  )
})

test('all fields come in the order of the header, so that a new mapping can be laid over them', () => {
  assert.deepEqual(parseRecord(Buffer.from('1,"a, ""b""\nc",'), ['id', 'title', 'extra'], place), {
    fields: ['1', 'a, "b"\nc', null],
  })
  const short = parseRecord(Buffer.from('1'), ['id', 'title'], place)
  assert.ok('broken' in short)
  assert.deepEqual([short.broken.reason, short.broken.line, short.broken.offset], ['column_count', 7, 70])
})

test('a record of which only the beginning was kept stays too long', () => {
  const parser = new CsvParser({ object: 'x.csv', width: 1, positions: [0] }, { line: 1, offset: 0 })
  const batches = [parser.push(Buffer.alloc(1_500_000, 'x')), parser.push(Buffer.from('x\ny\n'))]
  const [record] = batches.flatMap(({ broken }) => broken)
  assert.equal(record?.reason, 'too_long')
  const again = parseRecord(record.raw, ['a'], place)
  assert.equal('broken' in again && again.broken.reason, 'too_long')
})

test('what was kept of a record inside quotes is no record', () => {
  const cut = parseRecord(Buffer.from('1,"open'), ['a', 'b'], place)
  assert.ok('broken' in cut)
  assert.match(cut.broken.message, /x\.csv, line 7: what was kept is not one whole record/)
})
