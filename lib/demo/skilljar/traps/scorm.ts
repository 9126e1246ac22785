/** SCORM attempts with scores and states that are not what they should be. */
import type { Rows } from './rows'

const scormScores: readonly (readonly [string | null, string | null, string | null])[] = [
  ['80', '0', '100'],
  ['80%', '0', '100'],
  ['', '', ''],
  ['5', '5', '5'],
  ['N/A', '0', '0'],
  [null, null, null],
]
const scormStatuses = ['incomplete', 'passed', 'completed', 'failed', 'browsed', 'not attempted']

export const scorm: Rows = {
  web_package: [{ web_package_id: 'w1', title: 'Package', type: 'SCORM' }],
  scorm_resource: [{ scorm_resource_id: 's1', web_package_id: 'w1', identifier: 'SCO-1', type: 'sco' }],
  // Six attempts by one learner at one resource, one a day.
  student_sco_progress: scormScores.map(([raw, min, max], index) => ({
    ...{
      student_sco_progress_id: `sp${index}`,
      attempted_at: `2026-03-1${index} 10:00:00`,
      student_lesson_progress_id: 'lp6',
      scorm_resource_id: 's1',
    },
    ...{ score_raw: raw, score_min: min, score_max: max, total_time: 60 * index, status: scormStatuses[index] ?? null },
  })),
  scorm_interaction: ['correct', 'incorrect', 'wrong', 'neutral', '0.5', null].map((result, index) => ({
    ...{
      scorm_interaction_id: `si${index}`,
      student_sco_progress_id: 'sp1',
      identifier: 'Slide4',
      type: 'choice',
      weighting: index === 0 ? '1' : 'one',
      order: index,
    },
    ...{ time: '23:59:59', response: 'a[,]b', result },
  })),
}
