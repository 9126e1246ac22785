/** How much of a month's learners learns in a week (METRICS.md, wau_mau). */
import { buckets } from '@/lib/filters/buckets'
import { activity } from '@/lib/metrics/facts/activity'
import { rollingActive, type RollingDay } from '@/lib/metrics/rolling'
import { defineAnalysis, selectionOf, type AnalysisRow } from '../analysis'

const DAY = 1
const WEEK = 7
const MONTH = 28
const windows = [DAY, WEEK, MONTH]

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const rounded = (value: number) => Math.round(value * 1e6) / 1e6

/** Null where nobody learned at all; on a day without anybody in four weeks nobody comes back, so it counts as 0. */
function share(days: readonly RollingDay[]): number | null {
  if (days.every(({ people: [, , month = 0] }) => month === 0)) return null
  return rounded(mean(days.map(({ people: [, week = 0, month = 0] }) => (month === 0 ? 0 : week / month))))
}

function rowOf(from: string, to: string, days: readonly RollingDay[], minimumCell: number): AnalysisRow {
  const countsOf = (window: number) => days.map(({ people }) => people[window] ?? 0)
  const isHidden = (window: number) => {
    const most = Math.max(0, ...countsOf(window))
    return most > 0 && most < minimumCell
  }
  const [day, week, month] = [0, 1, 2].map((window) => (isHidden(window) ? null : rounded(mean(countsOf(window)))))
  return {
    from,
    to,
    days: days.length,
    wau_mau: isHidden(1) || isHidden(2) ? null : share(days),
    active_day: day ?? null,
    active_7_days: week ?? null,
    active_28_days: month ?? null,
    suppressed: [0, 1, 2].some(isHidden),
  }
}

export const wauMau = defineAnalysis({
  label: 'Weekly to monthly learners',
  description:
    'How regularly people learn: of those who learned in the last 28 days, the share that learned in the last 7.',
  formula:
    'Mean over the days of the period of: active learners of the last 7 days ÷ active learners of the last 28 days. Days without activity count.',
  readFrom: activity.metrics.active_learners.readFrom,
  leftOut: ['Enrolments, visits and last-viewed times are no evidence of learning.'],
  columns: [
    { name: 'from', label: 'From', kind: 'day' },
    { name: 'to', label: 'To', kind: 'day' },
    { name: 'days', label: 'Days', kind: 'number', format: 'count' },
    { name: 'wau_mau', label: 'Weekly ÷ monthly learners', kind: 'number', format: 'percent' },
    { name: 'active_day', label: 'Active on a day, mean', kind: 'number', format: 'count' },
    { name: 'active_7_days', label: 'Active in 7 days, mean', kind: 'number', format: 'count' },
    { name: 'active_28_days', label: 'Active in 28 days, mean', kind: 'number', format: 'count' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: {
    per: {
      description: 'One row for the period, or one for each bucket of the grain, or the one and then the others.',
      values: ['period', 'bucket', 'both'],
      absent: 'period',
    },
  },
  async rows(reader, query) {
    const selection = selectionOf(reader, query)
    const days = await rollingActive(reader, selection, windows)
    const { from, to, grain } = query.filters
    const per = query.parameters?.per ?? 'period'
    const spans = [
      ...(per === 'bucket' ? [] : [{ from, to }]),
      ...(per === 'period' ? [] : buckets({ from, to }, grain).map(({ start, end }) => ({ from: start, to: end }))),
    ]
    return spans.map((span) =>
      rowOf(
        span.from,
        span.to,
        days.filter(({ day }) => span.from <= day && day <= span.to),
        reader.scope.minimumCell,
      ),
    )
  },
})
