import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kaplanMeier, survivalQuantile, type Observed } from './kaplan-meier'

/** Weeks in remission of the 21 patients on 6-MP (Freireich et al. 1963, in Kalbfleisch and Prentice, example 1.2). */
const remission: readonly Observed[] = [
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map((time) => ({ time, events: 1, censored: 0 })),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((time) => ({ time, events: 0, censored: 1 })),
]

test('the remission of leukemia under 6-MP has its published survival and standard errors', () => {
  const steps = kaplanMeier(remission).filter(({ events }) => events > 0)
  assert.deepEqual(
    steps.map(({ time, atRisk, survival, standardError }) => [
      time,
      atRisk,
      survival.toFixed(4),
      standardError?.toFixed(4),
    ]),
    [
      [6, 21, '0.8571', '0.0764'],
      [7, 17, '0.8067', '0.0869'],
      [10, 15, '0.7529', '0.0963'],
      [13, 12, '0.6902', '0.1068'],
      [16, 11, '0.6275', '0.1141'],
      [22, 7, '0.5378', '0.1282'],
      [23, 6, '0.4482', '0.1346'],
    ],
  )
  assert.equal(survivalQuantile(kaplanMeier(remission)), 23)
})

test('without anybody still open the curve is one minus the share that is done', () => {
  const steps = kaplanMeier([4, 1, 3, 2].map((time) => ({ time, events: 1, censored: 0 })))
  assert.deepEqual(
    steps.map(({ survival }) => survival),
    [0.75, 0.5, 0.25, 0],
  )
  assert.equal(survivalQuantile(steps), 2)
  assert.equal(steps.at(-1)?.standardError, null)
})

test('while most are still open there is no median, and of nobody no curve', () => {
  const steps = kaplanMeier([
    { time: 3, events: 1, censored: 0 },
    { time: 9, events: 0, censored: 9 },
  ])
  assert.equal(steps[0]?.survival, 0.9)
  assert.equal(survivalQuantile(steps), null)
  assert.deepEqual(kaplanMeier([]), [])
})
