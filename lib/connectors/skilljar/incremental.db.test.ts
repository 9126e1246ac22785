import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { column, table } from '../testing/catalogue'
import { pinAndRead } from '../testing/read'
import { startSource, type SkilljarSource } from '../testing/skilljar-source'
import { type RawRow } from '../types'

let source: SkilljarSource
before(async () => void (source = await startSource()))
after(() => source.drop())

const stamped = async (...stamps: (string | null)[]) => {
  await source.pool.query('truncate lesson')
  await source.pool.query(
    `insert into lesson (lesson_id, updated_at) select stamp || '', stamp::timestamp from unnest($1::text[]) as given (stamp)`,
    [stamps.filter((stamp) => stamp !== null)],
  )
  if (stamps.includes(null)) await source.pool.query(`insert into lesson (lesson_id) values ('none')`)
}
const ids = (rows: RawRow[]) => rows.map((row) => row[0]).sort()

test('rows from the watermark on are read, an overlap before it, and rows without a stamp', async () => {
  await stamped('2026-01-01 10:00:00', '2026-01-01 11:00:00', '2026-01-01 11:59:59.999999', '2026-01-01 13:00:00', null)
  const { rows, result } = await source.readOnce('lesson', '2026-01-01 12:00:00.000000')
  assert.deepEqual(ids(rows), ['2026-01-01 11:00:00', '2026-01-01 11:59:59.999999', '2026-01-01 13:00:00', 'none'])
  assert.equal(result.watermark, '2026-01-01 13:00:00')
  assert.equal((await source.readOnce('lesson')).rows.length, 5)
})

test('a watermark keeps its microseconds through any number of reads', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 999_999 }), async (micros) => {
      await stamped(`2026-01-01 10:00:00.${String(micros).padStart(6, '0')}`, '2026-01-01 08:00:00')
      const first = await source.readOnce('lesson')
      const again = await source.readOnce('lesson', first.result.watermark)
      assert.equal(again.rows.length, 1)
      assert.equal(again.result.watermark, first.result.watermark)
    }),
    { numRuns: 10 },
  )
})

test('a stamp in the future is read and told, but never drags the watermark along', async () => {
  await stamped('2026-01-01 10:00:00', '2999-01-01 00:00:00', 'infinity')
  const { rows, result } = await source.readOnce('lesson')
  assert.equal(rows.length, 3)
  assert.ok(result.watermark !== null && result.watermark < '2999' && result.watermark > '2026-01-01 10:00:00')
  assert.match(result.warnings.join(), /1 rows whose updated_at lies in the future/)
})

test('a watermark that is no moment is refused, so nothing can be smuggled into the query', async () => {
  for (const since of [`2026-01-01' or true --`, '', 'now', '2026-01-01 10:00:00.1234567']) {
    await assert.rejects(source.readOnce('lesson', since))
  }
})

test('a cursor with a zone and one without give the same rows', async () => {
  await source.pool.query(`
      create schema zoned; create table zoned.lesson (lesson_id text, updated_at timestamptz);
      insert into zoned.lesson values ('old', '2026-01-01 05:59:59-05'), ('new', '2026-01-01 06:00:00-05')`)
  const reader = await source
    .connection(
      { schema: 'zoned' },
      {
        tables: [
          table('skilljar', 'lesson', [column('lesson_id'), column('updated_at')], {
            key: ['lesson_id'],
            cursor: 'updated_at',
          }),
        ],
      },
    )
    .open()
  const { rows, result } = await pinAndRead(reader, 'lesson', '2026-01-01 12:00:00')
  assert.deepEqual(rows, [['new', '2026-01-01 11:00:00']])
  assert.equal(result.watermark, '2026-01-01 11:00:00')
  await reader.close()
})
