import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { grains } from './buckets'
import { addDays } from './days'
import { comparisons, memberships, mostWindowDays, narrowings, noTeam, notSet, sources, type Filters } from './filters'
import { InvalidFilter } from './invalid-filter'
import { narrow } from './narrow'
import { filterParams, readFilters, refuseUnknown } from './url'

const now = new Date('2026-11-22T09:30:00Z')

test('an address without parameters means the last 90 days up to yesterday, by week, compared with the days before', () => {
  assert.deepEqual(readFilters({}, now), {
    from: '2026-08-24',
    to: '2026-11-21',
    grain: 'week',
    team: [],
    technology: [],
    contentType: [],
    source: [],
    where: {},
    membership: 'at_time',
    compare: 'previous',
    windowDays: 30,
    archived: false,
  })
})

test('the default period ends on the newest day of data where that is older than yesterday', () => {
  assert.equal(
    readFilters({}, now, { datacamp: '2026-11-18 03:12:00+00', skilljar: '2026-11-10 00:00:00+00' }).to,
    '2026-11-18',
  )
  assert.equal(readFilters({}, now, { datacamp: '2026-11-22 03:12:00+00', skilljar: null }).to, '2026-11-21')
  assert.equal(readFilters({}, now, { datacamp: null, skilljar: null }).to, '2026-11-21')
})

test('one end of the period alone keeps the other at its default', () => {
  assert.deepEqual(period({ from: '2026-11-01' }), ['2026-11-01', '2026-11-21'])
  assert.deepEqual(period({ to: '2026-03-31' }), ['2026-01-01', '2026-03-31'])
})

test('lists are written with commas; a comma inside a value is escaped', () => {
  const filters = readFilters(
    new URLSearchParams('team=12,40,12,none&technology=C\\, really,Python&source=skilljar'),
    now,
  )
  assert.deepEqual(filters.team, [12, 40, noTeam])
  assert.deepEqual(filters.technology, ['C, really', 'Python'])
  assert.deepEqual(filters.source, ['skilljar'])
})

test('an unknown technology is a legal question with an empty answer', () => {
  assert.deepEqual(readFilters({ technology: 'COBOL' }, now).technology, ['COBOL'])
})

const malformed: [search: Record<string, string | string[]>, param: string, says: RegExp][] = [
  [{ from: '2026-13-01' }, 'from', /2026-13-01.*like 2026-01-31/],
  [{ to: '21.11.2026' }, 'to', /not a day/],
  [{ to: '' }, 'to', /not a day/],
  [{ from: '2026-02-01', to: '2026-01-01' }, 'from', /after to \(2026-01-01\)/],
  [{ from: '2027-01-01' }, 'from', /newest whole day of data/],
  [{ grain: 'fortnight' }, 'grain', /day, week, month, quarter, year/],
  [{ membership: 'always' }, 'membership', /at_time, current, ever/],
  [{ compare: 'next' }, 'compare', /previous, last_year, none/],
  [{ archived: 'yes' }, 'archived', /without, with/],
  [{ source: 'datacamp,coursera' }, 'source', /"coursera".*datacamp, skilljar/],
  [{ team: 'sales' }, 'team', /team ids?.*team=12,40/],
  [{ team: '-1' }, 'team', /not a team id/],
  [{ team: '1e3' }, 'team', /not a team id/],
  [{ team: '99999999999999999999' }, 'team', /not a team id/],
  [{ team: '1,,2' }, 'team', /empty value/],
  [{ technology: '' }, 'technology', /empty value/],
  [{ technology: 'a\0b' }, 'technology', /NUL/],
  [{ from: ['2026-01-01', '2026-02-01'] }, 'from', /given 2 times/],
  [{ team: ['1', '2'] }, 'team', /given 2 times.*commas/],
]
for (const [search, param, says] of malformed) {
  test(`${JSON.stringify(search)} is refused, naming ${param}`, () => {
    assert.throws(
      () => readFilters(search, now),
      (error) =>
        error instanceof InvalidFilter &&
        error.param === param &&
        error.message.startsWith(`${param}: `) &&
        says.test(error.message),
    )
  })
}

test('a parameter that nobody reads is refused, so that a misspelt filter cannot show unfiltered numbers', () => {
  assert.throws(
    () => refuseUnknown({ teem: '1' }),
    (error) => error instanceof InvalidFilter && error.param === 'teem' && /team/.test(error.message),
  )
  refuseUnknown(new URLSearchParams('team=1&sort=xp'), ['sort'])
  refuseUnknown({ view: undefined })
})

const someFilters: fc.Arbitrary<Filters> = fc
  .record({
    start: fc.integer({ min: 0, max: 20_000 }),
    days: fc.integer({ min: 0, max: 4_000 }),
    grain: fc.constantFrom(...grains),
    team: fc.uniqueArray(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })),
    technology: fc.uniqueArray(
      fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !text.includes('\0')),
    ),
    contentType: fc.uniqueArray(fc.constantFrom('course', 'project', 'a,b', '\\')),
    source: fc.uniqueArray(fc.constantFrom(...sources)),
    where: fc.dictionary(
      fc.constantFrom(...narrowings),
      fc.uniqueArray(fc.constantFrom('1', 'a,b', notSet), { minLength: 1 }),
      { noNullPrototype: true },
    ),
    membership: fc.constantFrom(...memberships),
    compare: fc.constantFrom(...comparisons),
    windowDays: fc.integer({ min: 1, max: mostWindowDays }),
    archived: fc.boolean(),
  })
  .map(({ start, days, ...rest }) => {
    const from = addDays('1990-01-01', start)
    return { from, to: addDays(from, days), ...rest }
  })

test('every filter survives its address, so that a link shows the same view', () => {
  fc.assert(
    fc.property(someFilters, (filters) => {
      const address = new URLSearchParams(filterParams(filters).toString())
      assert.deepEqual(readFilters(address, now), filters)
    }),
  )
})

test('a click on a cell narrows the filters to what stands behind it', () => {
  const filters = readFilters({ from: '2026-11-04', to: '2026-11-21' }, now)
  const cell = narrow(filters, {
    week: '2026-11-02',
    team: null,
    team_name: 'No team',
    technology: 'Python',
    source: 'datacamp',
    xp: 3,
  })
  assert.deepEqual(
    [cell.from, cell.to, cell.team, cell.technology, cell.source],
    ['2026-11-04', '2026-11-08', [noTeam], ['Python'], ['datacamp']],
  )
})

function period(search: Record<string, string>): [string, string] {
  const { from, to } = readFilters(search, now)
  return [from, to]
}
