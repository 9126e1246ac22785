import assert from 'node:assert/strict'
import test from 'node:test'
import type { SqlColumn, SqlResult } from '@/lib/sql/run'
import { drawingOf, likelyChoice, MOST_BARS } from './chart-data'

const answer = (columns: Record<string, SqlColumn['kind']>, ...rows: (string | null)[][]): SqlResult => ({
  columns: Object.entries(columns).map(([name, kind]) => ({ name, kind, type: kind })),
  rows,
  isCut: false,
  milliseconds: 1,
})

test('days and a number are drawn as lines, one for each name', () => {
  const days = answer(
    { day: 'time', team: 'text', hours: 'number' },
    ['2026-02-02', 'A', '1.5'],
    ['2026-02-01', 'A', '2'],
    ['2026-02-01', 'B', null],
  )
  const choice = likelyChoice(days)
  assert.deepEqual(choice, { type: 'lines', x: 'day', y: 'hours', series: 'team' })
  const drawing = drawingOf(days, choice!)
  assert.ok(drawing.kind === 'lines')
  assert.deepEqual(
    drawing.buckets.map(({ start }) => start),
    ['2026-02-01', '2026-02-02'],
  )
  assert.deepEqual(drawing.lines, [
    { key: 'A', label: 'A', values: [2, 1.5] },
    { key: 'B', label: 'B', values: [null, null] },
  ])
})

test('other answers are drawn as bars, the first ones, in the order of the statement', () => {
  const many = answer({ name: 'text', rows: 'number' }, ...Array.from({ length: 60 }, (_, i) => [`n${i}`, String(i)]))
  const drawing = drawingOf(many, likelyChoice(many)!)
  assert.ok(drawing.kind === 'bars')
  assert.deepEqual([drawing.rows.length, drawing.leftOut, drawing.rows[1]?.label], [MOST_BARS, 10, 'n1'])
})

test('what cannot be drawn says why, and nothing is added up in silence', () => {
  const why = (result: SqlResult, type: 'bars' | 'lines' = 'lines') => {
    const drawing = drawingOf(result, { type, x: 'day', y: 'hours', series: null })
    return drawing.kind === 'none' ? drawing.why : ''
  }
  const columns = { day: 'time', hours: 'number' } as const
  assert.match(why(answer(columns, ['2026-02-01', '1'], ['2026-02-01', '2'])), /several rows/)
  assert.match(why(answer(columns, ['2026-02-01 10:30:00+00', '1'])), /day::date/)
  assert.match(why(answer(columns, [null, '1'])), /leave out nulls/)
  assert.match(why(answer(columns, ['2026-02-01', '-1']), 'bars'), /below zero/)
  assert.match(why(answer(columns, ['2026-02-01', 'many']), 'bars'), /numbers only/)
  assert.match(why(answer({ other: 'text', hours: 'number' }, ['x', '1'])), /no longer has/)
  assert.equal(likelyChoice(answer({ name: 'text' }, ['x'])), null)
})
