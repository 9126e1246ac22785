import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scoreGroups } from '@/lib/metrics/facts/skill-gain'
import { colourOfGroup, scoreGroupsOf } from './score-groups'

test('DataCamp’s five score groups stand lowest first, each in a shade of its own, also where nobody has one', () => {
  const groups = scoreGroupsOf(['Advanced'])
  assert.deepEqual(
    groups.map(({ key }) => key),
    [...scoreGroups],
  )
  assert.equal(new Set(groups.map(({ color }) => color)).size, 5)
  assert.equal(new Set(groups.map(({ mark }) => mark)).size, 5)
})

test('a group that nobody documents stands behind them, grey, and is not taken for one of them', () => {
  const [, , , , , unknown, missing] = scoreGroupsOf(['Wizard', 'Not set', 'Novice', 'Wizard'].toSorted())
  assert.deepEqual([unknown?.key, missing?.key], ['Not set', 'Wizard'])
  assert.deepEqual([unknown?.mark, missing?.mark], ['–', 'Wi'])
  assert.equal(colourOfGroup('Wizard'), 'other')
  assert.equal(colourOfGroup(null), 'other')
})
