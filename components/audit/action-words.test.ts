import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { actions } from '@/lib/authz/registry'
import { actionGroups, actionWords } from './action-words'

/** As the code writes them down: `action: 'view.save'`, and in SQL of our own `'system', 'refresh.held'`. */
const WRITTEN = /(?:action: |'system', )'([a-z]+(?:\.[a-zA-Z]+)+)'/g

function writtenActions(): string[] {
  return ['lib', 'app'].flatMap((place) =>
    readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
      .flatMap((file) =>
        [...readFileSync(path.join(place, file), 'utf8').matchAll(WRITTEN)].map(([, name = '']) => name),
      ),
  )
}

test('whatever is written down has words in the audit log, and whatever has words can be asked for in its filter', () => {
  const written = writtenActions()
  assert.ok(written.includes('refresh.published') && written.includes('view.save'))
  assert.deepEqual(
    [...Object.keys(actions), ...written].filter((action) => !(action in actionWords)),
    [],
  )
  const groups = Object.keys(actionWords).map((action) => action.split('.')[0] ?? '')
  assert.deepEqual(new Set(groups), new Set(Object.keys(actionGroups)))
})
