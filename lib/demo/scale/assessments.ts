/** Assessments at scale: people come back to the same ones, and mostly do better then. */
import type pg from 'pg'
import { scoreGroups } from '../datacamp/write-history'
import { below, chance, normal } from './chance'
import { contentOf, howMany, instant, itemKey, placesBy, rowHash, workingTime } from './draws'
import { learningDay } from './facts'
import { assessmentsPerTechnology, firstAssessment } from './scale'

const RESULTS = 3.3
/** As far apart as DataCamp lets people try again. */
const RETAKE_AFTER_DAYS = 14

const key = itemKey('nth')
/** Fewer kinds than results: the others repeat. */
const kindKey = itemKey(`${below('greatest(1, (0.6 * results)::int)', key, 101)}`)

const scoreGroup = `case ${scoreGroups.map(([below, name]) => `when score < ${below} then '${name}'`).join(' ')} else 'Advanced' end`

const assessmentFacts = `
  insert into datacamp.assessment_fact (user_id, assessment_id, date_id, started_at, completed_at, score, score_group, percentile,
    time_spent, row_hash, line_hash)
  select user_id, ${firstAssessment} + assessment, date_id, started_at,
    case when is_completed then started_at + make_interval(secs => seconds) end, score,
    case when is_completed then ${scoreGroup} end,
    case when is_completed then least(99, greatest(1, round(100 / (1 + exp(-(score - 98) / 19)))))::int end,
    seconds, ${rowHash('key')}
  from (
    select user_id, assessment, date_id, key, ${instant('day', workingTime('key', 105))} as started_at, is_completed,
      300 + ${below(900, 'key', 106)} as seconds,
      case when is_completed then least(200, greatest(5, round(ability + 14 * repeats + 24 * ${normal('key', 107)})))::int end as score
    from (
      select *, ${chance('key', 109)} < 0.94 as is_completed, 92 + 20 * ${normal('user_id', 110)} as ability,
        row_number() over earlier - 1 as repeats, day - lag(day) over earlier as days_since
      from (
        select user_id, ${key} as key, ${contentOf('kind', 102, assessmentsPerTechnology)} as assessment, ${learningDay(key, 112)} as day
        from (
          select person.*, nth, ${kindKey} as kind
          from (select *, ${howMany(RESULTS, 100)} as results from pg_temp.scale_person) as person
          cross join generate_series(1, results) as nth
          offset 0
        ) as wanted
        offset 0
      ) as placed
      window earlier as (partition by user_id, assessment order by day, key)
    ) as attempt
    join pg_temp.scale_day as calendar on calendar.place = day
    where coalesce(days_since > ${RETAKE_AFTER_DAYS}, true)
    offset 0
  ) as attempt`

export async function createScaleAssessments(tx: pg.ClientBase): Promise<void> {
  await tx.query(
    `insert into datacamp.assessment_dim (assessment_id, title, slug, technology)
     select ${firstAssessment} + place, 'Assessment ' || place, 'assessment-' || place, technology
     from (${placesBy(assessmentsPerTechnology)}) as assessment`,
  )
  await tx.query(assessmentFacts)
}
