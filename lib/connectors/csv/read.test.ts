import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Batch, BrokenRecord, RawRow } from '../types'
import { SourceChanged, SourceError } from '../types'
import { readHeader } from './header'
import { CsvParser } from './parser'
import { readCsv } from './read'

interface Whole {
  rows: RawRow[]
  lines: number[]
  broken: BrokenRecord[]
  raws: string[]
}

async function readAll(bytes: Buffer, chunkBytes = 7, longestRecord?: number): Promise<Whole> {
  async function* chunks() {
    for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes)
  }
  const header = readHeader(bytes.subarray(0, 64 * 1024), 'x.csv')
  const shape = { object: 'x.csv', header, width: header.length, positions: header.map((_, index) => index) }
  const whole: Whole = { rows: [], lines: [], broken: [], raws: [] }
  for await (const batch of readCsv(chunks(), longestRecord ? { ...shape, longestRecord } : shape)) add(whole, batch)
  return whole
}

function add(whole: Whole, batch: Batch): void {
  whole.rows.push(...batch.rows)
  whole.lines.push(...batch.lines)
  whole.broken.push(...batch.broken)
  whole.raws.push(...batch.rows.map((_, index) => batch.raw(index).toString('utf8')))
}

/** Drives the parser itself, so that blocks end at every place, not only each 256 kB. */
function parseInBlocks(bytes: Buffer, width: number, blockBytes: number, longestRecord?: number): Whole {
  const shape = { object: 'x.csv', width, positions: Array.from({ length: width }, (_, index) => index) }
  const parser = new CsvParser(longestRecord ? { ...shape, longestRecord } : shape, { line: 1, offset: 0 })
  const whole: Whole = { rows: [], lines: [], broken: [], raws: [] }
  for (let start = 0; start < bytes.length; start += blockBytes) {
    add(whole, parser.push(Buffer.from(bytes.subarray(start, start + blockBytes))))
  }
  add(whole, parser.end())
  return whole
}

const cell = fc.oneof(
  fc.constant(null),
  fc.string({
    unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', 'é', '😀', "'", '\t'),
    minLength: 1,
    maxLength: 8,
  }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }).filter((text) => !text.includes('\0')),
)
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))
const dialect = fc.record({
  lineEnds: fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 1, maxLength: 3 }),
  quoteAll: fc.boolean(),
  lineEndAtEnd: fc.boolean(),
  byteOrderMark: fc.boolean(),
})

function encode(
  records: (string | null)[][],
  { lineEnds, quoteAll, lineEndAtEnd, byteOrderMark }: typeof dialect extends fc.Arbitrary<infer D> ? D : never,
): Buffer {
  const field = (text: string | null, alone: boolean) =>
    quoteAll || alone || /[",\n\r]/.test(text ?? '') ? `"${(text ?? '').replaceAll('"', '""')}"` : (text ?? '')
  const lines = records.map((record) =>
    record.map((text) => field(text, record.length === 1 && text === null)).join(','),
  )
  const body = lines.map((line, index) => line + (lineEnds[index % lineEnds.length] ?? '\n')).join('')
  const end = lineEnds[(lines.length - 1) % lineEnds.length] ?? '\n'
  return Buffer.from((byteOrderMark ? '\ufeff' : '') + (lineEndAtEnd ? body : body.slice(0, -end.length)), 'utf8')
}

test('I-07: every dialect of CSV gives the same rows, wherever its bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(table, dialect, fc.integer({ min: 1, max: 40 }), async (rows, how, chunkBytes) => {
      const header = (rows[0] ?? []).map((_, index) => `column ${index}`)
      const whole = await readAll(encode([header, ...rows], how), chunkBytes)
      assert.deepEqual(whole.rows, rows)
      assert.deepEqual(whole.broken, [])
      const blocks = parseInBlocks(encode(rows, { ...how, byteOrderMark: false }), header.length, chunkBytes)
      assert.deepEqual(blocks.rows, rows)
      assert.deepEqual(blocks.broken, [])
    }),
    { numRuns: 500 },
  )
})

test('the raw bytes and the line of every row are those of the file', () => {
  fc.assert(
    fc.property(table, dialect, fc.integer({ min: 1, max: 60 }), (rows, how, blockBytes) => {
      const { raws, lines } = parseInBlocks(
        encode(rows, { ...how, byteOrderMark: false }),
        rows[0]?.length ?? 1,
        blockBytes,
      )
      let line = 1
      rows.forEach((row, index) => {
        const raw = encode([row], { ...how, byteOrderMark: false, lineEndAtEnd: false }).toString('utf8')
        assert.equal(raws[index], raw)
        assert.equal(lines[index], line)
        line += 1 + raw.split('\n').length - 1
      })
    }),
    { numRuns: 300 },
  )
})

test('T-02: a broken record never stops the file nor takes a good neighbour with it', () => {
  const broken: [Buffer, BrokenRecord['reason']][] = [
    [Buffer.from('1,2\n'), 'column_count'],
    [Buffer.from('1,2,3,4\n'), 'column_count'],
    [Buffer.from('1,a"b,3\n'), 'malformed_csv'],
    [Buffer.from('1,"ab"c,3\n'), 'malformed_csv'],
    [Buffer.from('1,"ab" ,3\r\n'), 'malformed_csv'],
    [Buffer.from('1,a\rb,3\n'), 'malformed_csv'],
    [Buffer.from('1,\0,3\n'), 'nul_byte'],
    [Buffer.from('1,"\0",3\n'), 'nul_byte'],
    [Buffer.from([0x31, 0x2c, 0xe9, 0x2c, 0x33, 0x0a]), 'not_utf8'],
    [Buffer.from([0x31, 0x2c, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x2c, 0x33, 0x0a]), 'not_utf8'],
    [Buffer.from(`1,${'x'.repeat(90)},3\n`), 'too_long'],
    [Buffer.from(`1,"${'x\n'.repeat(90)}",3\n`), 'too_long'],
  ]
  for (const [bytes, reason] of broken) {
    for (const blockBytes of [1, 2, 3, 7, 64, 5000]) {
      const file = Buffer.concat([Buffer.from('a,b,c\n'), bytes, Buffer.from('"x","y ""z""",\n')])
      const whole = parseInBlocks(file, 3, blockBytes, 60)
      assert.deepEqual(
        whole.rows,
        [
          ['a', 'b', 'c'],
          ['x', 'y "z"', null],
        ],
        `${bytes} by ${blockBytes}`,
      )
      assert.deepEqual(
        whole.broken.map((record) => [record.reason, record.line, record.offset]),
        [[reason, 2, 6]],
      )
      const expected = bytes.toString('latin1').replace(/\r?\n$/, '')
      const kept = whole.broken[0]?.raw.toString('latin1') ?? ''
      assert.ok(reason === 'too_long' ? expected.startsWith(kept) && kept.length >= 60 : kept === expected, kept)
    }
  }
})

test('no record is lost without a trace, whatever bytes arrive', () => {
  const byte = fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x61, 0xc3, 0xa9, 0x00)
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (bytes, blockBytes) => {
      const file = Buffer.from(bytes)
      const outcome = (size: number) => {
        try {
          const { rows, lines, broken, raws } = parseInBlocks(file, 2, size)
          const kept = raws.join('').length + broken.reduce((sum, record) => sum + record.raw.length, 0)
          assert.equal(rows.length, lines.length)
          return {
            rows,
            lines,
            kept,
            broken: broken.map(({ raw, message: _message, ...rest }) => ({ ...rest, raw: raw.toString('hex') })),
          }
        } catch (error) {
          assert.ok(error instanceof SourceError, String(error))
          return error.message
        }
      }
      assert.deepEqual(outcome(blockBytes), outcome(1000))
    }),
    { numRuns: 2000 },
  )
})

test('I-06: a file that ends inside quotes or in the middle of a line is refused with its name, line and byte', async () => {
  await assert.rejects(readAll(Buffer.from('a,b\n1,2\n3,"open\nstill open\n')), (error: SourceError) => {
    return error.code === 'malformed' && /x\.csv.*line 3 \(byte 8\)/.test(error.message)
  })
  await assert.rejects(readAll(Buffer.from('a,b\n1,2\n3')), /x\.csv ends in the middle of line 3 \(byte 8\)/)
})

test('blank lines are no rows, and a last line without its end is one', async () => {
  const whole = await readAll(Buffer.from('a,b\r\n\r\n1,2\n\n3,4'))
  assert.deepEqual(whole.rows, [
    ['1', '2'],
    ['3', '4'],
  ])
  assert.deepEqual(whole.lines, [3, 5])
})

test('a header alone is a table without rows; an empty or compressed file is refused', async () => {
  assert.deepEqual((await readAll(Buffer.from('a,b'))).rows, [])
  assert.throws(() => readHeader(Buffer.alloc(0), 'x.csv'), /x\.csv is empty/)
  assert.throws(() => readHeader(Buffer.from('\ufeff'), 'x.csv'), /x\.csv is empty/)
  assert.throws(() => readHeader(Buffer.from([0x1f, 0x8b, 8]), 'x.csv'), /compressed/)
  assert.throws(() => readHeader(Buffer.from([0xe9, 0x2c, 0x61, 0x0a]), 'x.csv'), /UTF-8/)
})

test('a header that differs from the one that was pinned means the object was replaced', async () => {
  async function* chunks() {
    yield Buffer.from('a,c\n1,2\n')
  }
  const rows = readCsv(chunks(), { object: 'x.csv', header: ['a', 'b'], width: 2, positions: [0, 1] })
  await assert.rejects(rows.next(), SourceChanged)
})

test('T-02: a few records in another encoding are set aside; a file in another encoding is refused as a whole', async () => {
  const latin = (rows: number, bad: number) =>
    Buffer.from(
      `id,name\n${Array.from({ length: rows }, (_, row) => `${row},${row < bad ? 'Zoé' : 'Zoe'}\n`).join('')}`,
      'latin1',
    )
  const some = await readAll(latin(100, 50), 1_000)
  assert.deepEqual([some.rows.length, some.broken.length], [50, 50])
  await assert.rejects(readAll(latin(100, 51), 1_000), (error: SourceError) => {
    return (
      error.code === 'malformed' && /x\.csv is not UTF-8 text: 51 of its first 100 records.*line 2/.test(error.message)
    )
  })
  let read = 0
  async function* counted() {
    for (let part = 0; part < 100; part++) {
      read++
      yield part === 0 ? Buffer.from('id,name\n') : Buffer.from('1,Zoé\n'.repeat(20_000), 'latin1')
    }
  }
  const rows = readCsv(counted(), { object: 'x.csv', header: ['id', 'name'], width: 2, positions: [0, 1] })
  await assert.rejects(async () => {
    for await (const _ of rows);
  }, /not UTF-8 text/)
  assert.ok(read < 10, 'it is told long before the end')
  assert.throws(() => readHeader(Buffer.from('\ufeffid,name\n', 'utf16le'), 'x.csv'), /x\.csv is UTF-16 text/)
})
