import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tablesOf } from '@/lib/catalogue/catalogue'
import { diagramOf, type Box } from './diagram'
import { relationsFrom } from './relations'
import { dictionarySources } from './sources'

const overlap = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

for (const { id, title } of dictionarySources) {
  const diagram = diagramOf(id)

  test(`the diagram of ${title} has a box for every table, and none lies on another or outside`, () => {
    const own = diagram.boxes.filter(({ isForeign }) => !isForeign).map(({ name }) => name)
    assert.deepEqual(
      own.toSorted(),
      tablesOf(id)
        .map(({ name }) => name)
        .toSorted(),
    )
    for (const [index, box] of diagram.boxes.entries()) {
      const hit = diagram.boxes.slice(index + 1).find((other) => overlap(box, other))
      assert.equal(hit, undefined, `${box.id} lies on ${hit?.id}`)
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= diagram.width && box.y + box.height <= diagram.height)
    }
  })

  test(`the diagram of ${title} draws every relation, between rows that its boxes show`, () => {
    const relations = tablesOf(id).flatMap(relationsFrom)
    assert.equal(diagram.lines.length, relations.length)
    const rowsOf = (box: string) => diagram.boxes.find((one) => one.id === box)?.rows.map(({ name }) => name) ?? []
    for (const { from, to, column, id: line } of diagram.lines) {
      assert.ok(rowsOf(from).includes(column), line)
      assert.ok(rowsOf(to).length > 0, line)
    }
  })

  test(`texts have room in the boxes of ${title}`, () => {
    for (const { name, width, rows } of diagram.boxes) {
      assert.ok(name.length * 7 < width - 16, name)
      for (const row of rows) assert.ok(row.name.length * 6.9 < width - 40, `${name}.${row.name}`)
    }
  })
}

test('the keyboard walks a drawing from the left', () => {
  const [largest = []] = [diagramOf('skilljar').boxes]
  const joined = largest.slice(0, 40)
  assert.deepEqual(
    joined.map(({ x }) => Math.round(x)),
    joined.map(({ x }) => Math.round(x)).toSorted((one, other) => one - other),
  )
})
