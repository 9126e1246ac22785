import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detailInWords, valueInWords } from './detail-words'

test('a change is told as what became what, and what stayed is left out', () => {
  const before = { role: 'viewer', teams: [], state: 'active' }
  const after = { role: 'manager', teams: [{ team: 3, until: '2027-01-01' }, { team: 5 }], state: 'active' }
  assert.equal(
    detailInWords({ before, after, reason: 'asked' }),
    'role: viewer → manager, teams: none → team 3 (until 2027-01-01); team 5, reason: asked',
  )
})

test('other details are told field by field, filters as people typed them', () => {
  assert.equal(detailInWords({}), '')
  assert.equal(detailInWords({ filters: 'q=M%C3%BCller&sort=email%3Aasc' }), 'filters: q=Müller&sort=email:asc')
  assert.equal(detailInWords({ filters: '100%' }), 'filters: 100%')
  assert.equal(
    detailInWords({ expires: null, teams: [4, 7], guards: { rows: 0.2 } }),
    'expires: none, teams: 4; 7, guards: {rows: 0.2}',
  )
  assert.equal(detailInWords({ before: 'no fields', after: 1 }), 'before: no fields, after: 1')
})

test('teams are named where their names are known', () => {
  const names = new Map([[3, 'Risk']])
  assert.equal(valueInWords([{ team: 3, from: '2026-01-01' }, { team: 4 }], names), 'Risk (from 2026-01-01); team 4')
})
