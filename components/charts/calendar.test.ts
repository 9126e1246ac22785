import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarGrid } from './calendar'

const day = (date: number, value: number | null) => ({ day: `2026-11-${String(date).padStart(2, '0')}`, value })

test('days stand under their week, Monday first; days that were not observed stay blank', () => {
  // 4 November 2026 is a Wednesday.
  const { columns, rows } = calendarGrid({
    days: [day(4, 7), day(9, 3), day(11, 0)],
    from: '2026-11-04',
    to: '2026-11-12',
    until: '2026-11-10',
  })
  assert.deepEqual(
    columns.map(({ key, label }) => [key, label]),
    [
      ['2026-11-02', 'Nov'],
      ['2026-11-09', ''],
    ],
  )
  assert.deepEqual(rows.map(({ label, cells }) => [label, ...cells.map((cell) => cell && cell.value)]).slice(0, 3), [
    ['Mon', null, 3],
    ['Tue', null, null],
    ['Wed', 7, 0],
  ])
  assert.equal(rows[2]?.cells[1]?.unfinished, true)
  assert.equal(rows[2]?.cells[0]?.title, 'Wed, 4 Nov 2026')
})

test('the mean of a weekday leaves out days that are not finished, and is not shown where a day is hidden', () => {
  const hidden = { ...day(10, null), hidden: true }
  const { rows } = calendarGrid({
    days: [day(2, 10), day(9, 20), day(16, 90), day(3, 5), hidden],
    from: '2026-11-02',
    to: '2026-11-22',
    until: '2026-11-15',
  })
  assert.equal(rows[0]?.mean, 15)
  assert.equal(rows[1]?.mean, null)
  assert.equal(rows[4]?.mean, null)
})

test('the chosen period is bracketed within what is drawn, and not at all outside of it', () => {
  const shared = { days: [], from: '2026-09-01', to: '2026-11-21', until: '2026-11-21' }
  const inside = calendarGrid({ ...shared, chosen: { from: '2026-11-09', to: '2027-01-01', label: 'chosen' } })
  assert.deepEqual(inside.chosen, { from: 10, to: 11, label: 'chosen' })
  assert.equal(
    calendarGrid({ ...shared, chosen: { from: '2025-01-01', to: '2025-02-01', label: '' } }).chosen,
    undefined,
  )
})
