import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagramOf } from '@/lib/dictionary/diagram'
import { dictionarySources } from '@/lib/dictionary/sources'
import { foundBoxes } from './diagram-search'
import { farName } from './far-name'
import { linePath } from './line-path'
import { looksOf } from './looks'

const skilljar = diagramOf('skilljar')
const names = (text: string) => foundBoxes(skilljar.boxes, text).map(({ name }) => name)

test('a table is found by its whole name first, then by how its name begins, then by its keys and what else sources call it', () => {
  assert.equal(names('quiz')[0], 'quiz')
  assert.equal(names('QUIZ question')[0], 'quiz_question')
  const byKey = names('web_package_id')
  assert.deepEqual(byKey.toSorted(), ['lesson', 'scorm_resource', 'web_package'])
  assert.deepEqual(
    foundBoxes(diagramOf('datacamp').boxes, 'learning_course').map(({ name }) => name),
    ['course_fact'],
  )
  assert.deepEqual(names('  '), [])
  assert.deepEqual(names('nothing_like_it'), [])
})

test('what is pointed at stands out with what it names and what names it; the rest of a search stands back', () => {
  const looks = looksOf(skilljar, 'skilljar.quiz', new Set(['skilljar.tag']))
  assert.equal(looks.box('skilljar.quiz'), 'active')
  assert.equal(looks.box('skilljar.quiz_response'), 'related')
  assert.equal(looks.box('skilljar.tag'), 'found')
  assert.equal(looks.box('skilljar.offer'), 'dimmed')
})

test('from afar every name stands whole within its box', () => {
  for (const box of dictionarySources.flatMap(({ id }) => diagramOf(id).boxes)) {
    const { lines, size } = farName(box.name, box)
    assert.equal(lines.join(''), box.name)
    assert.ok(Math.max(...lines.map(({ length }) => length)) * size * 0.6 <= box.width, box.name)
    assert.ok(lines.length * size * 1.15 <= box.height, box.name)
  }
})

test('a line leaves the column that names and ends at the key, also where a box was moved to its other side', () => {
  const line = skilljar.lines.find(({ from, column }) => from === 'skilljar.lesson' && column === 'quiz_id')!
  const [lesson, quiz] = ['skilljar.lesson', 'skilljar.quiz'].map((id) => skilljar.boxes.find((box) => box.id === id)!)
  const ends = (path: string) => path.match(/-?[\d.]+/g)!.map(Number)
  const drawn = ends(linePath(line, lesson!, quiz!, line.turns).path)
  assert.equal(drawn[0], lesson!.x + lesson!.width)
  assert.equal(drawn.at(-2), quiz!.x)
  const moved = ends(linePath(line, lesson!, { ...quiz!, x: lesson!.x - 900 }, []).path)
  assert.equal(moved[0], lesson!.x)
  assert.equal(moved.at(-2), lesson!.x - 900 + quiz!.width)
})
