/** Numbers that cannot be: negative time, percentiles beyond 100, more right answers than questions. */
import { sql } from 'kysely'
import { anyOf, check, parsed, qualified, rowsOf, sourceTables, t, type Check } from '../check'

const measures = ['time_spent', 'nb_seconds', 'xp']

const negative = sourceTables
  .filter(({ schema, name }) => schema === 'datacamp' && name.endsWith('_fact'))
  .flatMap((table) => {
    const found = table.columns.map(({ name }) => name).filter((name) => measures.includes(name))
    if (found.length === 0) return []
    const learner = table.columns.find(({ references: target }) => target === 'user_dim.user_id')
    return check(
      qualified(table),
      {
        family: 'ranges',
        label: `Negative time or XP in ${rowsOf(table)}`,
        meaning: 'Nobody learns for less than no time. A correction in the source may be behind it.',
        metrics: found.includes('xp') ? ['learning_hours', 'xp'] : ['learning_hours'],
        effect:
          'Negative time counts as none, XP is added as delivered; such a row is no evidence of learning and in no duration.',
        severity: 'warning',
        finds: anyOf(found.map((name) => sql`${t(name)} < 0`)),
        columns: [...(learner ? [learner.name] : []), ...found],
      },
      'negative',
    )
  })

export const ranges: readonly Check[] = [
  ...negative,
  check(
    'skilljar.student_lesson_session_time_hourly',
    {
      family: 'ranges',
      label: 'Impossible session time',
      meaning: 'A session hour holds less than no time, or more than the 3,600 seconds of an hour.',
      metrics: ['learning_hours', 'active_learners'],
      effect:
        'Negative time counts as none; more than an hour is added as delivered, so that totals agree with the source.',
      severity: 'warning',
      of: sql`${parsed('session_time_seconds')} is not null`,
      finds: sql`${parsed('session_time_seconds')} not between 0 and 3600`,
      columns: ['student_id', 'hour_starts_at', 'session_time_seconds'],
    },
    'seconds',
  ),
  check(
    'datacamp.assessment_fact',
    {
      family: 'ranges',
      label: 'Percentile beyond 0 to 100',
      meaning: 'A percentile says how many in a hundred did worse.',
      metrics: ['assessment_score'],
      effect: 'Shown as delivered with its attempt; percentiles are never averaged, and the score itself counts.',
      severity: 'warning',
      of: sql`t.percentile is not null`,
      finds: sql`t.percentile not between 0 and 100`,
      columns: ['user_id', 'assessment_id', 'percentile', 'score'],
    },
    'percentile',
  ),
  check(
    'skilljar.quiz_response',
    {
      family: 'ranges',
      label: 'More right answers than questions',
      meaning: 'The count of right answers is negative or above the count of questions.',
      metrics: ['quiz_score'],
      effect: 'The attempt counts for the pass rate as Skilljar says; its score would lie beyond 0 to 100 %.',
      severity: 'warning',
      of: sql`${parsed('correct_response_count')} is not null and t.question_count is not null`,
      finds: sql`${parsed('correct_response_count')} < 0 or ${parsed('correct_response_count')} > t.question_count`,
      columns: ['correct_response_count', 'question_count', 'is_passed'],
    },
    'score',
  ),
  ...['student_course_progress', 'student_lesson_progress'].map((table) =>
    check(
      `skilljar.${table}`,
      {
        family: 'ranges',
        label: `Score above its maximum in ${table}`,
        meaning: 'The score is negative or greater than score_max of the same row.',
        metrics: [],
        effect: 'Shown as delivered; completion does not depend on it.',
        severity: 'warning',
        of: sql`t.score is not null`,
        finds: sql`t.score < 0 or t.score > t.score_max`,
        columns: ['score', 'score_max', 'success_status'],
      },
      'score',
    ),
  ),
  check(
    'skilljar.student_sco_progress',
    {
      family: 'ranges',
      label: 'SCORM score outside its bounds',
      meaning: 'The raw score lies below the minimum or above the maximum that the package names.',
      metrics: [],
      effect: 'The scaled score lies beyond 0 to 100 % and is shown so; it is not cut off.',
      severity: 'warning',
      of: sql`${parsed('score_raw')} is not null and ${parsed('score_min')} is not null and ${parsed('score_max')} is not null`,
      finds: sql`${parsed('score_raw')} not between ${parsed('score_min')} and ${parsed('score_max')}`,
      columns: ['score_raw', 'score_min', 'score_max'],
    },
    'score',
  ),
]
