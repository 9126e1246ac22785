/** How the scores of assessments lie (METRICS.md, assessment_score). */
import { sql } from 'kysely'
import { assessments } from '@/lib/metrics/facts/assessments'
import { defineAnalysis, type AnalysisRow } from '../analysis'
import { distribution } from '../distribution'

export const assessmentScoreDistribution = defineAnalysis({
  label: 'Distribution of assessment scores',
  description:
    'Completed attempts of the period by score, in equal steps, with the score group that most of a step have.',
  formula:
    'Distinct user, assessment and started_at with completed_at, counted per step of the score: from ≤ score < to.',
  readFrom: [
    'datacamp.assessment_fact.score',
    'datacamp.assessment_fact.score_group',
    'datacamp.assessment_fact.completed_at',
  ],
  leftOut: ['Attempts without a score.', 'Deleted assessments (id -1).'],
  columns: [
    { name: 'from', label: 'From', kind: 'number', format: 'count' },
    { name: 'to', label: 'To below', kind: 'number', format: 'count' },
    { name: 'attempts', label: 'Attempts', kind: 'number', format: 'count' },
    { name: 'share', label: 'Share', kind: 'number', format: 'percent' },
    { name: 'score_group', label: 'Usual score group', kind: 'text' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: { width: { description: 'Width of a step in points, 1 to 100.', absent: '10' } },
  async rows(reader, query) {
    const bins = await distribution(reader, query, {
      fact: assessments,
      of: sql`fact.score`,
      width: 10,
      usual: sql`fact.score_group`,
    })
    return bins.map(({ counted = null, usual = null, ...bin }): AnalysisRow => ({
      ...bin,
      attempts: counted,
      score_group: usual,
    }))
  },
})
