import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadedMetrics } from './loaded-metrics'

const names = ['active_learners', 'xp', 'sj_course_completions'] as const

test('figures of a platform that was never loaded are left out, those of both stay', () => {
  const moment = '2026-01-01T00:00:00.000Z'
  assert.deepEqual(loadedMetrics(names, { datacamp: moment, skilljar: moment }), names)
  assert.deepEqual(loadedMetrics(names, { datacamp: null, skilljar: moment }), [
    'active_learners',
    'sj_course_completions',
  ])
  assert.deepEqual(loadedMetrics(names, { datacamp: moment, skilljar: null }), ['active_learners', 'xp'])
  assert.deepEqual(
    loadedMetrics(['xp'], { datacamp: null, skilljar: moment }),
    ['xp'],
    'a row of figures is never empty',
  )
})
