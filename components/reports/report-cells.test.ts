import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detailHref } from './detail-href'
import { dimensionCell, isSmall, metricCell } from './report-cells'
import { defaultFilters } from '@/lib/filters/filters'

const rate = { name: 'rate', role: 'metric', label: 'Rate', kind: 'number', format: 'percent' } as const
const days = { name: 'days', role: 'metric', label: 'Days', kind: 'number', format: 'days' } as const
const cells = (rate: number | null, numerator: number | null, denominator: number | null, suppressed = false) => ({
  rate,
  rate_numerator: numerator,
  rate_denominator: denominator,
  suppressed,
})

test('a rate has a meter, its parts on hover, and says n where it rests on fewer than ten', () => {
  const enough = metricCell(rate, cells(0.25, 3, 12))
  assert.deepEqual(
    [enough.text, enough.meter, enough.title, enough.sample],
    ['25.0\u202f%', 0.25, '3 of 12', undefined],
  )
  assert.equal(metricCell(rate, cells(0.5, 3, 6)).sample, 'n 6')
})

test('a rate of nothing is undefined, and only what too few people are behind is hidden', () => {
  assert.equal(metricCell(rate, cells(null, 0, 0)).text, '–')
  assert.equal(metricCell(rate, cells(null, 0, 0, true)).text, '–')
  assert.equal(metricCell(rate, cells(null, null, 20, true)).text, 'Hidden')
  assert.equal(metricCell(days, { days: null, suppressed: true }).text, 'Hidden')
  assert.equal(metricCell(days, { days: null, suppressed: false }).text, '–')
})

test('a median says n by the count that the report names for it', () => {
  assert.equal(metricCell(days, { days: 4, done: 7, suppressed: false }, 'done').sample, 'n 7')
  assert.equal(metricCell(days, { days: 4, done: 10, suppressed: false }, 'done').sample, undefined)
  assert.deepEqual(
    [isSmall({ done: 9 }, 'done'), isSmall({ done: 10 }, 'done'), isSmall({}, 'done')],
    [true, false, false],
  )
})

test('a row is called by its name, a bucket by its day with the year', () => {
  const team = { name: 'team', role: 'dimension', label: 'Team', kind: 'integer' } as const
  assert.equal(dimensionCell(team, { team: 5, team_name: 'Sales' }, {}).text, 'Sales')
  const week = { name: 'week', role: 'dimension', label: 'Week', kind: 'day' } as const
  assert.equal(dimensionCell(week, { week: '2026-03-02' }, {}).text, '2 Mar 2026')
})

test('a row leads to the page about its thing, and a row of no one thing leads nowhere', () => {
  const filters = { ...defaultFilters('2026-03-31'), technology: ['SQL'] }
  const href = detailHref('/datacamp/courses', 'datacamp/course/12', filters)
  assert.match(href ?? '', /^\/datacamp\/courses\/12\?from=.*technology=SQL/)
  assert.match(detailHref('/teams', 7, filters) ?? '', /^\/teams\/7\?/)
  for (const key of ['deleted', null, undefined, 'Not set']) assert.equal(detailHref('/x', key, filters), undefined)
})
