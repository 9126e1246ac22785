import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCron } from './schedule-cron'
import { cronOf, presetOf, scheduleInWords } from './schedule-preset'

const words: Readonly<Record<string, string>> = {
  '15 * * * *': 'Every hour at minute 15',
  '5 3 * * *': 'Daily at 03:05',
  '30 22 * * 1-5': 'Monday to Friday at 22:30',
  '0 6 * * 0': 'Sundays at 06:00',
  '*/20 8-18 * * 1-5': 'By */20 8-18 * * 1-5',
  '0 * * * 1': 'By 0 * * * 1',
}

for (const [cron, said] of Object.entries(words)) {
  test(`${cron} is shown as "${said}", and saving what is shown changes nothing`, () => {
    assert.equal(scheduleInWords(cron), said)
    assert.equal(cronOf(presetOf(cron)), cron)
    assert.equal(checkCron(cron), cron)
  })
}

test('a connector without a schedule is refreshed on request only', () => {
  assert.equal(scheduleInWords(null), 'On request only')
  assert.equal(cronOf(presetOf(null)), null)
})
