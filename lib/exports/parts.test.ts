import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellsOf, copyLines } from '@/lib/export/copy-rows'
import { exportHref, readExportAddress } from './address'
import { Pieces } from './pieces'
import { readRange } from './range'

test('pieces are all of one size but the last, and together what came in', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 })), fc.integer({ min: 1, max: 9 }), (chunks, size) => {
      const pieces = new Pieces(size)
      const cut = [...chunks.flatMap((chunk) => [...pieces.add(chunk)]), ...pieces.rest()]
      assert.ok(Buffer.concat(cut).equals(Buffer.concat(chunks)))
      assert.ok(cut.slice(0, -1).every((piece) => piece.length === size))
      assert.ok(cut.every((piece) => piece.length > 0 && piece.length <= size))
    }),
  )
})

test('rows of COPY are the cells that were written, wherever the stream is cut', async () => {
  const cell = fc.option(fc.string({ unit: fc.constantFrom('a', '\\', '\t', '\n', '\r', 'N', 'é', '🎓', '\b', '\v') }))
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 })
  const written: Record<string, string> = {
    '\\': '\\\\',
    '\t': '\\t',
    '\n': '\\n',
    '\r': '\\r',
    '\b': '\\b',
    '\v': '\\v',
  }
  const copied = (text: string | null) => text?.replace(/[\\\t\n\r\b\v]/g, (one) => written[one]!) ?? '\\N'
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (expected, size) => {
      const bytes = Buffer.from(expected.map((row) => `${row.map(copied).join('\t')}\n`).join(''))
      async function* chunks() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
      }
      const found: unknown[] = []
      for await (const lines of copyLines(chunks())) found.push(...lines.map(cellsOf))
      assert.deepEqual(found, expected)
    }),
  )
  await assert.rejects(async () => {
    for await (const _ of copyLines(
      (async function* () {
        yield Buffer.from('1\t2\n3')
      })(),
    ));
  }, /middle of a row/)
})

test('a download goes on from any byte of the file; ranges that make no sense are the whole of it', () => {
  assert.deepEqual(readRange('bytes=0-0', 10), { from: 0, to: 0 })
  assert.deepEqual(readRange('bytes=4-', 10), { from: 4, to: 9 })
  assert.deepEqual(readRange('bytes=4-99', 10), { from: 4, to: 9 })
  assert.deepEqual(readRange('bytes=-3', 10), { from: 7, to: 9 })
  assert.deepEqual(readRange('bytes=-99', 10), { from: 0, to: 9 })
  assert.equal(readRange('bytes=10-', 10), 'unsatisfiable')
  assert.equal(readRange('bytes=-0', 10), 'unsatisfiable')
  for (const whole of [null, '', 'bytes=-', 'bytes=5-4', 'bytes=0-1,3-4', 'rows=1-2', 'bytes=a-b']) {
    assert.equal(readRange(whole, 10), null)
  }
})

test('only addresses of rows can be made in the background, without what they say about the file', () => {
  const address = readExportAddress('/export/table/datacamp.user_dim?sort=-xp&format=xlsx&manifest=1')
  assert.deepEqual(address, { kind: 'table', subject: 'datacamp.user_dim', search: 'sort=-xp' })
  assert.equal(exportHref(address!), '/export/table/datacamp.user_dim?sort=-xp')
  assert.equal(readExportAddress('/export/people')?.kind, 'report')
  assert.equal(readExportAddress('/export/analysis/at_risk?x=1')?.kind, 'analysis')
  for (const other of [
    '/overview',
    '//example.com/export/x',
    '/export/',
    '/export/a/b',
    '/export/table/a b',
    '/export/%2e%2e',
  ]) {
    assert.equal(readExportAddress(other), null, other)
  }
})
