import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actions } from '@/lib/authz/registry'
import { actionGroups, actionWords } from './action-words'

test('whatever a form does has words in the audit log, and whatever has words can be asked for in its filter', () => {
  assert.deepEqual(
    Object.keys(actions).filter((action) => !(action in actionWords)),
    [],
  )
  const groups = Object.keys(actionWords).map((action) => action.split('.')[0] ?? '')
  assert.deepEqual(new Set(groups), new Set(Object.keys(actionGroups)))
})
