import assert from 'node:assert/strict'
import test from 'node:test'
import { drawnRows } from './use-drawn-rows'

const inSight = { first: 200, last: 260, height: 36 }
const heightOf = ({ drawn, below }: ReturnType<typeof drawnRows>) =>
  drawn.reduce((sum, { above }) => sum + above + 36, below)

test('the row with the focus and the open one stay drawn wherever the rows are scrolled to, and no row moves for it', () => {
  const alone = drawnRows(500, inSight, [])
  assert.equal(alone.drawn.length, 60)
  for (const kept of [[3], [3, 499], [210], [-1], [199, 260]]) {
    const page = drawnRows(500, inSight, kept)
    assert.equal(heightOf(page), 500 * 36)
    for (const index of kept.filter((one) => one >= 0)) assert.ok(page.drawn.some((row) => row.index === index))
  }
  assert.equal(heightOf(alone), 500 * 36)
  assert.deepEqual(drawnRows(0, inSight, [0]), { drawn: [], below: 0 })
})
