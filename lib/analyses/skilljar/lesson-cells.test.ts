import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hiddenOfLesson, hiddenOfType } from './lesson-cells'

const lesson = (opened: number, completed = opened, timed = opened) => ({
  people: 60,
  people_opened: opened,
  people_completed: completed,
  people_timed: timed,
})

test('a lesson tells neither of few who did something nor of few who did not', () => {
  assert.deepEqual(hiddenOfLesson(lesson(30, 20), 5), [])
  assert.deepEqual(hiddenOfLesson(lesson(30, 3), 5), ['completed'])
  assert.deepEqual(hiddenOfLesson(lesson(30, 28), 5), ['completed'])
  assert.deepEqual(hiddenOfLesson(lesson(30, 20, 2), 5), ['hours', 'median_seconds'])
  assert.deepEqual(hiddenOfLesson(lesson(57, 20), 5), ['opened', 'views', 'hours', 'median_seconds'])
  assert.deepEqual(hiddenOfLesson({ ...lesson(2, 1), people: 3 }, 1), [])
})

test('a type of lessons does not give away a lesson that is hidden', () => {
  const type = lesson(40, 20)
  assert.deepEqual(hiddenOfType(type, [lesson(30, 20), lesson(25, 10)], 5), [])
  assert.deepEqual(hiddenOfType(type, [lesson(30, 20), lesson(3, 0, 0)], 5), ['opened', 'views'])
  assert.deepEqual(hiddenOfType(type, [lesson(30, 20), lesson(2, 0, 0), lesson(1, 0, 0)], 5), ['opened', 'views'])
  assert.deepEqual(hiddenOfType(type, [lesson(30, 20), lesson(4, 0, 0), lesson(4, 0, 0)], 5), [])
})

test('a type of lessons that many open does not tell of few who completed it or spent time in it', () => {
  assert.deepEqual(hiddenOfType(lesson(40, 3, 2), [], 5), ['completed', 'hours'])
  assert.deepEqual(hiddenOfType(lesson(40, 38), [], 5), ['completed'])
  assert.deepEqual(hiddenOfType(lesson(2, 1, 1), [lesson(2, 1, 1)], 1), [])
})
