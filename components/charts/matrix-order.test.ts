import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MatrixRow } from './matrix'
import { matrixLayout } from './matrix-layout'
import { mostCovered } from './matrix-order'

const row = (label: string, ...cells: (string | null)[]): MatrixRow => ({
  key: label,
  label,
  cells: cells.map((state) => (state === null ? null : { state })),
})

test('columns go by how many have something there, and every cell stays under its column', () => {
  const columns = ['Git', 'SQL', 'R'].map((label) => ({ key: label, label }))
  const ordered = mostCovered(columns, [
    row('a', null, 'done', 'late'),
    row('b', null, 'late', null),
    row('c', 'done', 'done', null),
  ])
  assert.deepEqual(
    ordered.columns.map(({ label }) => label),
    ['SQL', 'Git', 'R'],
  )
  assert.deepEqual(
    ordered.rows[0]?.cells.map((cell) => cell?.state ?? null),
    ['done', null, 'late'],
  )
})

test('sixty people by thirty things keep cells of at least 24 px, and long names stand upright', () => {
  const names = Array.from({ length: 60 }, (_, index) => `Person with a long name ${index}`)
  const things = Array.from({ length: 30 }, (_, index) => `Introduction to something ${index}`)
  for (const width of [326, 700, 1120]) {
    const layout = matrixLayout(width, names, things)
    assert.ok(layout.upright && layout.pitch >= 28 && layout.row >= 28 && layout.side < width / 2, `${width}`)
  }
  assert.equal(matrixLayout(1120, names, ['SQL', 'Python']).upright, false)
})
