import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withCompanions } from './with-companions'

const teams = [
  { name: 'Sales', members: 40, people: 20 },
  { name: 'Legal', members: 9, people: 7 },
  { name: 'Board', members: 30, people: 8 },
  { name: 'Lab', members: 12, people: 0 },
]
const chosen = (
  hidden: (team: (typeof teams)[number]) => boolean,
  counts: (team: (typeof teams)[number]) => number[],
) => [...withCompanions(teams, hidden, counts, 5)].map(({ name }) => name)

test('a team that is hidden alone takes the smallest of the others with it, or the row of all members would tell', () => {
  assert.deepEqual(
    chosen(
      ({ name }) => name === 'Legal',
      ({ people, members }) => [people, members - people],
    ),
    ['Legal', 'Board'],
  )
})

test('teams that are enough people together need no company, and nothing hidden hides nothing', () => {
  const ofMembers = ({ members }: (typeof teams)[number]) => [members]
  assert.deepEqual(
    chosen(({ name }) => ['Legal', 'Board'].includes(name), ofMembers),
    ['Legal', 'Board'],
  )
  assert.deepEqual(
    chosen(() => false, ofMembers),
    [],
  )
})
