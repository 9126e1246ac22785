import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { formatAxisDay, formatBucket, formatDay, formatMoment, formatPeriod, formatTime } from './dates'

test('days are written out, and axes leave the year to the period', () => {
  assert.equal(formatDay('2026-11-21'), '21 Nov 2026')
  assert.equal(formatDay('2026-01-05 23:59:59'), '5 Jan 2026')
  assert.equal(formatAxisDay('2026-08-24'), '24 Aug')
})

test('a period says once what its ends share', () => {
  assert.equal(formatPeriod('2026-08-24', '2026-11-21'), '24 Aug – 21 Nov 2026')
  assert.equal(formatPeriod('2026-10-12', '2026-10-18'), '12 – 18 Oct 2026')
  assert.equal(formatPeriod('2025-12-29', '2026-01-04'), '29 Dec 2025 – 4 Jan 2026')
  assert.equal(formatPeriod('2026-11-21', '2026-11-21'), '21 Nov 2026')
})

test('times are UTC however the source writes its zone', () => {
  const same = [
    '2026-11-21T03:12:09Z',
    '2026-11-21 03:12:09.123+00',
    '2026-11-21 05:12:09+02:00',
    '2026-11-20T22:12:09-0500',
  ]
  for (const time of [...same, '2026-11-21 03:12:09']) assert.equal(formatMoment(time), '21 Nov 2026, 03:12 UTC', time)
  assert.equal(formatTime('2026-11-21T03:12Z'), '03:12 UTC')
})

test('what is no date is a dash', () => {
  for (const nothing of [null, undefined, '', 'soon', '2026-13-01']) assert.equal(formatDay(nothing), '–')
  assert.equal(formatTime('2026-11-21'), '–')
  assert.equal(formatPeriod(null, '2026-11-21'), '–')
})

test('the machine’s own time zone and language change nothing', () => {
  const program =
    "import('./lib/format/dates.ts').then((d) => process.stdout.write(d.formatMoment('2026-11-21 23:30:00+00')))"
  for (const TZ of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
    const text = execFileSync(process.execPath, ['--import', 'tsx', '-e', program], {
      cwd: new URL('../..', import.meta.url),
      env: { NODE_ENV: 'test', TZ, LANG: 'ar_EG.UTF-8' },
      encoding: 'utf8',
    })
    assert.equal(text, '21 Nov 2026, 23:30 UTC')
  }
})

test('a bucket is named by its first day, and as coarsely as it is', () => {
  assert.equal(formatBucket('2026-08-24', 'week'), '24 Aug')
  assert.equal(formatBucket('2026-08-01', 'month'), 'Aug 2026')
  assert.equal(formatBucket('2026-07-01', 'quarter'), 'Q3 2026')
  assert.equal(formatBucket('2026-01-01', 'year'), '2026')
  assert.equal(formatBucket(null, 'week'), '–')
})
