import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextPosition, positionAt, type Mark, type MarkGrid } from './mark'

const tip = () => ({ title: '', rows: [] })
const mark = (x: number, y: number, width = 10, height = 10): Mark => ({ x, y, width, height, tip })
const grid: MarkGrid = [
  [null, mark(10, 0), mark(20, 0)],
  [mark(0, 10), null, mark(20, 10)],
  [null, null, null],
  [mark(0, 30), mark(10, 30), null],
]

test('arrow keys walk a grid and pass over places where nothing was observed', () => {
  assert.deepEqual(nextPosition(grid, null, 'ArrowRight'), { row: 0, column: 1 })
  assert.deepEqual(nextPosition(grid, null, 'ArrowDown', { row: 1, column: 2 }), { row: 1, column: 2 })
  assert.deepEqual(nextPosition(grid, { row: 1, column: 0 }, 'ArrowRight'), { row: 1, column: 2 })
  assert.deepEqual(nextPosition(grid, { row: 1, column: 2 }, 'ArrowDown'), { row: 3, column: 1 })
  assert.deepEqual(nextPosition(grid, { row: 3, column: 0 }, 'ArrowUp'), { row: 1, column: 0 })
  assert.deepEqual(
    nextPosition(grid, { row: 0, column: 2 }, 'ArrowRight'),
    { row: 0, column: 2 },
    'no way round the edge',
  )
  assert.deepEqual(nextPosition(grid, { row: 1, column: 2 }, 'Home'), { row: 1, column: 0 })
  assert.equal(nextPosition(grid, null, 'Tab'), undefined)
})

test('rows of one mark are a list that every arrow walks', () => {
  const list: MarkGrid = [[mark(0, 0)], [mark(0, 10)], [mark(0, 20)]]
  assert.deepEqual(nextPosition(list, { row: 0, column: 0 }, 'ArrowRight'), { row: 1, column: 0 })
  assert.deepEqual(nextPosition(list, { row: 1, column: 0 }, 'ArrowUp'), { row: 0, column: 0 })
  assert.deepEqual(nextPosition(list, { row: 0, column: 0 }, 'End'), { row: 2, column: 0 })
})

test('of marks inside each other the pointer finds the smaller one', () => {
  const nested: MarkGrid = [[mark(0, 0, 100, 40), mark(60, 10, 20, 10)]]
  assert.deepEqual(positionAt(nested, 65, 15), { row: 0, column: 1 })
  assert.deepEqual(positionAt(nested, 10, 15), { row: 0, column: 0 })
  assert.equal(positionAt(nested, 10, 45), null)
})
