import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCron, checkZone, lastTime, nextTimes, type CronSchedule } from './schedule-cron'

const minute = (date: Date) => date.toISOString().slice(0, 16)
const last = (schedule: CronSchedule, now: string) => minute(lastTime(schedule, new Date(`${now}Z`)))
const next = (schedule: CronSchedule, now: string, count = 1) =>
  nextTimes(schedule, new Date(`${now}Z`), count).map(minute)

const daily = (time: string, zone: string): CronSchedule => {
  const [hour, minutes] = time.split(':').map(Number)
  return { cron: `${minutes} ${hour} * * *`, zone }
}

test('a daily refresh is due from its time in its zone on, and before that since yesterday', () => {
  const berlin = daily('03:30', 'Europe/Berlin')
  assert.equal(last(berlin, '2026-01-10T02:30'), '2026-01-10T02:30')
  assert.equal(last(berlin, '2026-01-10T02:29'), '2026-01-09T02:30')
  assert.equal(last(berlin, '2026-07-10T01:30'), '2026-07-10T01:30')
  assert.deepEqual(next(berlin, '2026-01-10T02:30', 2), ['2026-01-11T02:30', '2026-01-12T02:30'])
})

test('weekdays leave the weekend out', () => {
  const weekdays = { cron: '0 3 * * 1-5', zone: 'UTC' }
  assert.deepEqual(next(weekdays, '2026-11-20T12:00', 2), ['2026-11-23T03:00', '2026-11-24T03:00'])
  assert.equal(last(weekdays, '2026-11-22T12:00'), '2026-11-20T03:00')
})

/** Every moment that a clock which looks each ten minutes would find newly due. */
function dueWithin(schedule: CronSchedule, from: string, to: string): string[] {
  const found = new Set<string>()
  const start = Date.parse(`${from}Z`)
  for (let now = start; now < Date.parse(`${to}Z`); now += 600_000) {
    const due = lastTime(schedule, new Date(now))
    if (due.getTime() >= start) found.add(minute(due))
  }
  return [...found].sort()
}

const changes = [
  { zone: 'Europe/Berlin', time: '02:30', from: '2026-03-28T12:00', days: ['2026-03-29T01:30', '2026-03-30T00:30'] },
  { zone: 'Europe/Berlin', time: '02:30', from: '2026-10-24T12:00', days: ['2026-10-25T00:30', '2026-10-26T01:30'] },
  { zone: 'America/New_York', time: '02:30', from: '2026-03-07T12:00', days: ['2026-03-08T07:30', '2026-03-09T06:30'] },
  { zone: 'America/New_York', time: '01:30', from: '2026-10-31T12:00', days: ['2026-11-01T05:30', '2026-11-02T06:30'] },
]

for (const { zone, time, from, days } of changes) {
  test(`${time} in ${zone} comes once a day when the clocks change after ${from.slice(0, 10)}`, () => {
    const to = `${days[1]?.slice(0, 10)}T12:00`
    assert.deepEqual(dueWithin(daily(time, zone), from, to), days)
    assert.deepEqual(next(daily(time, zone), from, 2), days)
  })
}

test('what comes next is the same from any minute of the repeated hour', () => {
  const berlin = daily('02:30', 'Europe/Berlin')
  for (const now of ['00:31', '00:59', '01:00', '01:29', '01:30', '01:31']) {
    assert.deepEqual(next(berlin, `2026-10-25T${now}`), ['2026-10-26T01:30'], now)
  }
})

test('an hourly refresh comes in each hour of the days on which the clocks change', () => {
  const hourly = { cron: '0 * * * *', zone: 'Europe/Berlin' }
  assert.deepEqual(
    next(hourly, '2026-10-24T23:30', 4),
    [0, 1, 2, 3].map((hour) => `2026-10-25T0${hour}:00`),
  )
  assert.deepEqual(dueWithin(hourly, '2026-03-29T00:00', '2026-03-29T03:00'), [
    '2026-03-29T00:00',
    '2026-03-29T01:00',
    '2026-03-29T02:00',
  ])
})

test('an expression that is not understood is refused with the field that is wrong', () => {
  const refusals: readonly (readonly [string, RegExp])[] = [
    ['', /five fields .* has 0/],
    ['0 3 * *', /has 4/],
    ['0 0 3 * * *', /has 6/],
    ['@daily', /has 1/],
    ['61 * * * *', /minute "61" is not understood. It takes 0 to 59/],
    ['0 24 * * *', /hour "24"/],
    ['0 0 32 * *', /day of the month "32"/],
    ['0 0 1 13 *', /month "13"/],
    ['0 0 * * 8', /day of the week "8"/],
    ['H 3 * * *', /minute "H"/],
    ['0 0 L * *', /day of the month "L"/],
    ['0 0 * * FOO', /day of the week "FOO"/],
    ['0 0 30 2 *', /No date fits/],
  ]
  for (const [text, message] of refusals) assert.throws(() => checkCron(text), message, text)
})

test('a refresh comes every five minutes at most', () => {
  for (const text of ['* * * * *', '*/4 * * * *', '0,58 * * * *', '1,2 3 * * *', '57 23 * * *,0']) {
    assert.throws(() => checkCron(text), /every 5 minutes|not understood/, text)
  }
  for (const text of ['*/5 * * * *', '0,30 * * * *', '0,58 3 * * *', ' 15  3 * *  MON-FRI ', '0 0 29 2 *']) {
    assert.equal(checkCron(text), text.trim().replace(/\s+/g, ' '))
  }
})

test('a zone is one that the clocks of the world know, by name', () => {
  assert.equal(checkZone('Europe/Berlin'), 'Europe/Berlin')
  assert.equal(checkZone('UTC'), 'UTC')
  for (const zone of ['Europe/Atlantis', '+01:00', '', 'Local']) assert.throws(() => checkZone(zone), /no time zone/)
})
