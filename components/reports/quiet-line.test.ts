import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultFilters } from '@/lib/filters/filters'
import { personHref } from './person-href'
import { quietLine } from './quiet-line'

const filters = { ...defaultFilters('2026-03-31'), team: [7], where: { content: ['datacamp/course/12'] } }

test('a person opens in the same period, whatever team and content the list was about', () => {
  const href = personHref(4, filters) ?? ''
  assert.match(href, /^\/people\/4\?/)
  assert.match(href, /from=2026-01-01&to=2026-03-31/)
  assert.doesNotMatch(href, /team|content/)
})

test('an unknown learner has no page', () => {
  assert.equal(personHref(-4, filters), undefined)
})

test('who was never seen to learn is said to be so, and who is in no team today, too', () => {
  const row = { person: 4, name: 'Ada', teams: null, days_quiet: null, last_evidence: null }
  const { href, ...line } = quietLine(row, 'SQL', filters)
  assert.equal(href, personHref(4, filters))
  assert.deepEqual(line, {
    id: '4',
    name: 'Ada',
    team: 'No team today',
    what: 'SQL',
    late: 'never active',
    last: undefined,
  })
  const seen = quietLine({ ...row, teams: 'Sales', days_quiet: 15, last_evidence: '2026-03-02' }, 'SQL', filters)
  assert.deepEqual([seen.team, seen.late, seen.last], ['Sales', '15 days quiet', 'last active 2 Mar 2026'])
})
