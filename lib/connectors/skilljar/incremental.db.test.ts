import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { column, table } from '../testing/catalogue'
import { pinAndRead, signal } from '../testing/read'
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

test('P-06, P-09: rows from a stamp on are read in any order, and rows without one every time', async () => {
  await stamped('2026-01-01 13:00:00', '2026-01-01 10:00:00', '2026-01-01 11:59:59.999999', '2026-01-01 11:00:00', null)
  const { rows, result } = await source.readOnce('lesson', '2026-01-01 11:00:00.000000')
  assert.deepEqual(ids(rows), ['2026-01-01 11:00:00', '2026-01-01 11:59:59.999999', '2026-01-01 13:00:00', 'none'])
  assert.equal(result.watermark, '2026-01-01 13:00:00')
  assert.equal((await source.readOnce('lesson')).rows.length, 5)
})

test('P-05: a watermark keeps its microseconds through any number of reads', async () => {
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

test('P-10: a stamp in the future is read and told, but never drags the watermark along', async () => {
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

test('P-15: a cursor with a zone and one without give the same rows', async () => {
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
  const { rows, result } = await pinAndRead(reader, 'lesson', '2026-01-01 11:00:00')
  assert.deepEqual(rows, [['new', '2026-01-01 11:00:00']])
  assert.equal(result.watermark, '2026-01-01 11:00:00')
  await reader.close()
})

test('P-02: of many rows with one and the same stamp none is lost, however many share it', async () => {
  const moments = ['2026-01-01 10:00:00', '2026-01-01 10:00:00.000001', '2026-01-01 11:00:00', '2026-01-01 11:00:00.5']
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...moments), { minLength: 1, maxLength: 40 }),
      fc.constantFrom(...moments),
      async (stamps, since) => {
        await source.pool.query('truncate lesson')
        await source.pool.query(
          `insert into lesson (lesson_id, updated_at) select place::text, stamp::timestamp from unnest($1::text[]) with ordinality as given (stamp, place)`,
          [stamps],
        )
        const expected = stamps.flatMap((stamp, index) => (stamp >= since ? [String(index + 1)] : []))
        assert.deepEqual(ids((await source.readOnce('lesson', since)).rows), expected.sort())
      },
    ),
    { numRuns: 20 },
  )
})

test('days that are asked for are read besides, whatever their number and however odd they are', async () => {
  await stamped(
    '2026-01-01 00:00:00',
    '2026-01-01 23:59:59.999999',
    '2026-01-02 00:00:00',
    '2026-02-01 12:00:00',
    '9999-12-31 12:00:00',
    'infinity',
  )
  const reader = await source.connection().open()
  const { tables } = await reader.pin(signal)
  const lesson = tables.find(({ table: { name } }) => name === 'lesson')
  assert.ok(lesson)
  const read = async (...days: (string | null)[]) => {
    const found: RawRow[] = []
    const options = { since: '9999-12-31 23:00:00', days, signal }
    for await (const { rows } of reader.read(lesson, options)) found.push(...rows)
    return ids(found).filter((id) => id !== 'infinity')
  }
  assert.deepEqual(await read('2026-01-01'), ['2026-01-01 00:00:00', '2026-01-01 23:59:59.999999'])
  assert.deepEqual(await read('2026-02-01', '2026-01-02'), ['2026-01-02 00:00:00', '2026-02-01 12:00:00'])
  assert.deepEqual(await read('9999-12-31', 'infinity', null, `x' or true --`), ['9999-12-31 12:00:00'])
  const everyOtherDay = Array.from({ length: 150 }, (_, index) =>
    new Date(Date.UTC(2025, 11, 31 + 2 * index)).toISOString().slice(0, 10),
  )
  assert.deepEqual(await read(...everyOtherDay), [
    '2026-01-01 00:00:00',
    '2026-01-01 23:59:59.999999',
    '2026-01-02 00:00:00',
    '2026-02-01 12:00:00',
  ])
  await reader.close()
})
