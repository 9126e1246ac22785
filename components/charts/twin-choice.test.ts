import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shownAsTable, withTwin } from './twin-choice'

test('the address remembers per chart whether it is a table, and keeps everything else', () => {
  const first = withTwin('?from=2026-08-24&team=1%2C2', 'hours')
  assert.equal(first, '?from=2026-08-24&team=1%2C2&tables=hours')
  const both = withTwin(first, 'teams')
  assert.ok(shownAsTable(both, 'hours') && shownAsTable(both, 'teams') && !shownAsTable(both, 'team'))
  assert.equal(withTwin(withTwin(both, 'teams'), 'hours'), '?from=2026-08-24&team=1%2C2')
  assert.equal(withTwin('?tables=hours', 'hours'), '')
})
