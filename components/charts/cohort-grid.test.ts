import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cohortGrid, type CohortCell } from './cohort-grid'

const cell = (
  cohort: string,
  start: string,
  number: number,
  retention: number | null,
  more: Partial<CohortCell> = {},
) => ({
  ...{ cohort, start, number, retention, members: 40, is_unfinished: false },
  ...more,
})

test('a cohort shows its size first, then every later period; period 0 has no column', () => {
  const { columns, rows } = cohortGrid(
    [
      cell('2025-12-01', '2025-12-01', 0, 1),
      cell('2025-12-01', '2026-01-01', 1, 0.5),
      cell('2025-12-01', '2026-02-01', 2, 0.25, { is_unfinished: true }),
      cell('2026-01-01', '2026-01-01', 0, 1, { members: 8 }),
      cell('2026-01-01', '2026-02-01', 1, 0.5, { members: 8 }),
      cell('2026-02-01', '2026-02-01', 0, 1),
    ],
    'month',
  )
  assert.deepEqual(
    columns.map(({ label, title }) => `${label} ${title}`),
    ['1 1 month later', '2 2 months later'],
  )
  assert.deepEqual(
    rows.map(({ label, lead }) => `${label}, ${lead}`),
    ['Dec 2025, 40', 'Jan 2026, 8', 'Feb, 40'],
  )
  assert.deepEqual(
    rows[0]?.cells.map((one) => [one?.value, one?.unfinished]),
    [
      [0.5, false],
      [0.25, true],
    ],
  )
  assert.equal(rows[1]?.cells[0]?.small, true, 'a cohort below 10 is not compared')
  assert.deepEqual(rows[2]?.cells, [null, null], 'what is still to come is blank')
})

test('a cell that a viewer may not see is hidden, not blank and not zero', () => {
  const { rows } = cohortGrid(
    [
      cell('2026-01-01', '2026-01-01', 0, null, { members: null, suppressed: true }),
      cell('2026-01-01', '2026-02-01', 1, null, { members: null, suppressed: true }),
    ],
    'month',
  )
  assert.equal(rows[0]?.lead, 'Hidden')
  assert.ok(rows[0]?.cells[0]?.hidden && rows[0].cells[0].value === null)
})
