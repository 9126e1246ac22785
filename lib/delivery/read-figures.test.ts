import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MetricName } from '@/lib/metrics/names'
import type { Series } from '@/lib/metrics/series'
import { readQuestion } from '@/lib/reports/question'
import { reportOf } from '@/lib/reports/reports'
import { figuresOf } from './read-figures'

const asOf = { datacamp: '2026-06-30T05:00:00Z', skilljar: null }
const report = reportOf('courses')

type Numbers = Readonly<Record<string, number | boolean | null>>

/** What the mail says of one number, given what was read of both periods. */
function figure(name: MetricName, totals: Numbers, before: Numbers | null) {
  const period = { from: '2026-04-01', to: '2026-06-29' }
  const question = readQuestion(report, { ...period }, { alsoKnown: [], asOf })
  const read = { totals, asOf, comparison: before && { ...period, totals: before } }
  // Safe: nothing else of a series is looked at.
  const [said] = figuresOf([name], read as unknown as Series<MetricName>, question)
  assert.ok(said)
  const { value, text, before: was, change, note } = said
  return { value, text, was, change: change?.text ?? null, note }
}

const rate = (numerator: number | null, denominator: number | null) => ({
  course_completion_rate: numerator === null || denominator === null ? null : numerator / denominator,
  course_completion_rate_numerator: numerator,
  course_completion_rate_denominator: denominator,
  suppressed: numerator === null,
})

test('a rate of people who had too little time is no number, as on the page, and the mail says why', () => {
  assert.deepEqual(figure('course_completion_rate', rate(1, 2), rate(30, 60)), {
    ...{ value: null, text: '–', was: null, change: null },
    note: 'Only 2 starts of this period are 30 days old yet.',
  })
  assert.equal(figure('course_completion_rate', rate(30, 60), rate(20, 60)).note, '30 of 60')
})

test('what is hidden is not told by the value before it, and a hidden value before is no 0', () => {
  assert.deepEqual(figure('xp', { xp: null, suppressed: true }, { xp: 900, suppressed: false }), {
    ...{ value: null, text: 'Hidden', was: null, change: null },
    note: 'Fewer than 5 people are behind it.',
  })
  const shown = figure('xp', { xp: 900, suppressed: false }, { xp: null, suppressed: true })
  assert.deepEqual([shown.text, shown.was, shown.change], ['900', null, null])
  assert.deepEqual(
    [rate(null, 8), rate(30, 60)].map((now) => figure('course_completion_rate', now, rate(20, 60)).was),
    [null, 20 / 60],
  )
})

test('a rate of few says neither change nor the value before: one of both is made of chance', () => {
  const few = figure('course_completion_rate', rate(30, 60), rate(2, 3))
  assert.deepEqual([few.value, few.was, few.change], [0.5, null, null])
})
