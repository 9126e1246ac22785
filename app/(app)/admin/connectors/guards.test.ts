import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guardFields, readGuards } from './guards'

test('limits that were saved are shown again, and an empty field takes the default', () => {
  const read = readGuards('datacamp', {
    shrinkPercent: '35',
    quarantinePercent: '0,5',
    tables: '{"team_dim":{"smallTable":5}}',
  })
  assert('guards' in read)
  assert.deepEqual(read.guards, { shrinkPercent: 35, quarantinePercent: 0.5, tables: { team_dim: { smallTable: 5 } } })
  const { fields, tables } = guardFields(read.guards)
  assert.deepEqual(
    fields.map(({ name, value, standard }) => [name, value, standard]),
    [
      ['shrinkPercent', '35', '20'],
      ['smallTable', '', '50'],
      ['quarantinePercent', '0.5', '0.1'],
      ['quarantineRows', '', '10'],
    ],
  )
  assert.deepEqual(JSON.parse(tables), { team_dim: { smallTable: 5 } })
})

test('what is no limit is refused by the name of its field', () => {
  for (const [field, text] of [
    ['shrinkPercent', 'many'],
    ['shrinkPercent', '101'],
    ['smallTable', '2.5'],
    ['tables', '{'],
    ['tables', '{"no_such_table":{}}'],
    ['tables', '{"team_dim":{"shrink":5}}'],
  ] as const) {
    const read = readGuards('datacamp', { [field]: text })
    assert('errors' in read, `${field}=${text}`)
    assert(read.errors[field], `${field}=${text}`)
  }
})
