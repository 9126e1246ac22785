import assert from 'node:assert/strict'
import { test } from 'node:test'
import { presets } from '@/lib/filters/periods'
import { keepPeriod, meaningsOf, periodInWords, setPeriod, THESE_DAYS } from './periods'

const kept = (search: string, newest: string, meant: string | null = null) =>
  keepPeriod(new URLSearchParams(search), newest, meant).toString()

test('a period that has a name moves on with the data', () => {
  const saved = kept('from=2026-08-24&to=2026-11-21&team=3', '2026-11-21')
  assert.equal(saved, 'team=3&period=last_90_days')
  assert.equal(
    setPeriod(new URLSearchParams(saved), '2027-01-31').search.toString(),
    'from=2026-11-03&to=2027-01-31&team=3',
  )
})

test('every named period comes back as itself on the day on which it was kept', () => {
  for (const newest of ['2026-11-21', '2026-03-31', '2026-01-01', '2024-02-29', '2026-11-22']) {
    for (const preset of presets) {
      const { from, to } = preset.period(newest)
      const { search } = setPeriod(new URLSearchParams(kept(`from=${from}&to=${to}`, newest)), newest)
      assert.equal(search.toString(), `from=${from}&to=${to}`, `${preset.name} on ${newest}`)
    }
  }
})

test('days that somebody chose stay, and so do named ones whose owner wants the very days', () => {
  assert.equal(kept('from=2026-08-25&to=2026-11-21', '2026-11-21'), 'from=2026-08-25&to=2026-11-21')
  const days = 'from=2026-10-01&to=2026-10-31'
  assert.equal(kept(days, '2026-11-21', THESE_DAYS), days)
  assert.equal(kept(days, '2026-11-21', 'last_month'), 'period=last_month')
})

test('where two named periods are the same days, the owner’s word decides between them', () => {
  // Weeks begin on Monday, so that on a Sunday the last seven days are this week.
  const sunday = '2026-11-22'
  const names = meaningsOf({ from: '2026-11-16', to: sunday }, sunday).map(({ name }) => name)
  assert.deepEqual(names, ['last_7_days', 'this_week', THESE_DAYS])
  assert.equal(kept('from=2026-11-16&to=2026-11-22', sunday, 'this_week'), 'period=this_week')
  assert.equal(kept('from=2026-11-16&to=2026-11-22', sunday, 'last_year'), 'period=last_7_days')
})

test('an address without a period keeps the page’s own, and one with a beginning alone keeps that', () => {
  assert.equal(kept('team=3', '2026-11-21'), 'team=3')
  assert.equal(kept('from=2026-01-01', '2026-11-21'), 'from=2026-01-01')
})

test('a named period that is no longer offered is left out by name', () => {
  const { search, leftOut } = setPeriod(new URLSearchParams('period=last_fortnight&team=1'), '2026-11-21')
  assert.equal(search.toString(), 'team=1')
  assert.deepEqual(leftOut, [{ param: 'period', values: ['last_fortnight'] }])
})

test('a list of views says in words which period each has', () => {
  assert.equal(periodInWords(new URLSearchParams('period=last_90_days')), 'Last 90 days')
  assert.match(periodInWords(new URLSearchParams('from=2026-10-01&to=2026-10-31')) ?? '', /Oct 2026/)
  assert.equal(periodInWords(new URLSearchParams('team=1')), null)
})
