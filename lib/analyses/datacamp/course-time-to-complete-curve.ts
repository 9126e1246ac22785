/** The curve of course_time_to_complete, with those still open (METRICS.md). */
import type { SurvivalStep } from '@/lib/statistics/kaplan-meier'
import { defineAnalysis, type AnalysisRow } from '../analysis'
import { courseSurvival, platformParameter, survivalLeftOut, survivalReadFrom } from './course-survival'

export const courseTimeToCompleteCurve = defineAnalysis({
  label: 'Time to complete: still open over time',
  description:
    'Of the courses started in the period, the share still open after each day, with open ones counted as far as they were seen.',
  formula:
    'Kaplan–Meier: the product over all times t of 1 − completed at t ÷ still observed at t, where who is open leaves at the moment of the data. One row per day, as it stands at the end of the day; the standard error is Greenwood’s.',
  readFrom: survivalReadFrom,
  leftOut: survivalLeftOut,
  columns: [
    { name: 'day', label: 'Days since the start', kind: 'number', format: 'count' },
    { name: 'at_risk', label: 'Open before', kind: 'number', format: 'count' },
    { name: 'completed', label: 'Completed', kind: 'number', format: 'count' },
    { name: 'censored', label: 'Not seen longer', kind: 'number', format: 'count' },
    { name: 'still_open', label: 'Share still open', kind: 'number', format: 'percent' },
    { name: 'standard_error', label: 'Standard error', kind: 'number', format: 'percent' },
  ],
  parameters: platformParameter,
  async rows(reader, query) {
    return byDay((await courseSurvival(reader, query)).steps, reader.scope.minimumCell)
  },
})

interface Step extends AnalysisRow {
  readonly day: number
  readonly at_risk: number
  readonly completed: number
  readonly censored: number
  readonly still_open: number
  readonly standard_error: number | null
}

/** Day n holds what happened after day n − 1 and up to day n; a step that few made joins another, so that it is nobody's. */
function byDay(steps: readonly SurvivalStep[], fewest: number): Step[] {
  const isFew = ({ completed, censored }: Step) => completed + censored < fewest
  const days: Step[] = []
  const join = (step: Step) => {
    const last = days.pop()
    days.push(last === undefined ? step : joined(last, step))
  }
  for (const { time, atRisk, events, censored, survival, standardError } of steps) {
    const step = { at_risk: atRisk, completed: events, censored, still_open: survival, standard_error: standardError }
    const day = Math.ceil(time)
    const last = days.at(-1)
    if (last && (last.day === day || isFew(last))) join({ day, ...step })
    else days.push({ day, ...step })
  }
  const last = days.at(-1)
  if (last && isFew(last)) {
    days.pop()
    join(last)
  }
  return days
}

const joined = (one: Step, next: Step): Step => ({
  ...next,
  at_risk: one.at_risk,
  completed: one.completed + next.completed,
  censored: one.censored + next.censored,
})
