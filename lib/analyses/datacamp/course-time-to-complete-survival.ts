/** The Kaplan–Meier median beside course_time_to_complete (METRICS.md). */
import { survivalQuantile } from '@/lib/statistics/kaplan-meier'
import { defineAnalysis } from '../analysis'
import { courseSurvival, platformParameter, survivalLeftOut, survivalReadFrom } from './course-survival'

export const courseTimeToCompleteSurvival = defineAnalysis({
  label: 'Time to complete, with those still open',
  description:
    'After how many days half of the courses started in the period are completed, when open ones are counted as far as they were seen.',
  formula:
    'First time at which the Kaplan–Meier curve is at or below 75, 50 and 25 % still open; empty where it never comes down to it.',
  readFrom: survivalReadFrom,
  leftOut: survivalLeftOut,
  columns: [
    { name: 'starts', label: 'Starts', kind: 'number', format: 'count' },
    { name: 'completed', label: 'Completed', kind: 'number', format: 'count' },
    { name: 'open', label: 'Still open', kind: 'number', format: 'count' },
    { name: 'open_share', label: 'Share still open', kind: 'number', format: 'percent' },
    { name: 'median', label: 'Median', kind: 'number', format: 'days' },
    { name: 'first_quartile', label: 'First quartile', kind: 'number', format: 'days' },
    { name: 'third_quartile', label: 'Third quartile', kind: 'number', format: 'days' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: platformParameter,
  async rows(reader, query) {
    const { steps, completed, open, isSmall } = await courseSurvival(reader, query)
    const starts = completed + open
    const shown = (count: number) => (isSmall ? null : count)
    return [
      {
        starts: shown(starts),
        completed: shown(completed),
        open: shown(open),
        open_share: starts === 0 ? null : open / starts,
        median: survivalQuantile(steps),
        first_quartile: survivalQuantile(steps, 0.75),
        third_quartile: survivalQuantile(steps, 0.25),
        suppressed: isSmall,
      },
    ]
  },
})
