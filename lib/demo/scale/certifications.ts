/** Attempts at certifications at scale: a quarter of the people register, each attempt stops at some stage. */
import type pg from 'pg'
import { certifications, DAYS_TO_FINISH, STAGE_ODDS } from '../datacamp/certifications'
import { GROUP_ID } from '../organisation'
import { below, chance, normal } from './chance'
import { instant, itemKey, workingTime } from './draws'
import { INACTIVE } from './people'
import { scaleDays } from './scale'

/** Of everybody; some of them try again. */
const REGISTERED = 0.25
const AGAIN = [1, 0.35, 0.12]
/** Version 1 was open in the first part of the time. */
const V1_UNTIL = Math.round(scaleDays * 0.4)

const key = itemKey('number')
const fitting = (version: string) =>
  `(array[${certifications
    .filter((one) => one.version === version)
    .map(({ id }) => id)
    .join(', ')}])`
const countOf = (version: string) => certifications.filter((one) => one.version === version).length
const oddsOf = (version: 'v1' | 'v2') => `array[${STAGE_ODDS[version].join(', ')}]::float8[]`
/** Moments of the stages that were reached before the registration and the data ran out; some two days lie between two of them. */
const attempts = `
  select *, array(
    select case when bool_and(${chance('stage_key', 163)} < odds[stage]) over so_far
        and sum(gap) over so_far < least(days_to_finish, ${scaleDays} - day - 0.75)
      then registered_at + sum(gap) over so_far * interval '1 day' end
    from (
      select stage, key * 8 + stage as stage_key, 2.2 * exp(0.7 * ${normal('(key * 8 + stage)', 164)}) as gap
      from generate_series(1, cardinality(odds)) as stage
      offset 0
    ) as stage
    window so_far as (order by stage)
    order by stage
  ) as reached
  from (
    select user_id, number, key, day, registered_at, is_v1,
      case when is_v1 then ${DAYS_TO_FINISH.v1} else ${DAYS_TO_FINISH.v2} end as days_to_finish,
      case when is_v1 then ${oddsOf('v1')} else ${oddsOf('v2')} end as odds,
      case when is_v1 then ${fitting('v1')}[1 + ${below(countOf('v1'), 'key', 161)}] else ${fitting('v2')}[1 + ${below(countOf('v2'), 'key', 162)}] end as certification_id
    from (
      select user_id, number, ${key} as key, day, ${instant('day', workingTime(key, 158))} as registered_at,
        day < ${V1_UNTIL} and ${chance(key, 159)} < 0.75 as is_v1
      from (
        select user_id, number, ${below(scaleDays, 'user_id', 156, 0.8)} + number * (40 + ${below(60, key, 157)}) as day
        from pg_temp.scale_person cross join generate_series(0, ${AGAIN.length - 1}) as number
        where ${chance('user_id', 154)} < ${REGISTERED / (1 - INACTIVE)} and ${chance('user_id', 155)} < (array[${AGAIN.join(', ')}])[1 + number]
        offset 0
      ) as drawn
      where day < ${scaleDays}
      offset 0
    ) as registered
    offset 0
  ) as attempt`

const certificationFacts = `
  insert into datacamp.certification_fact (group_id, user_certification_id, user_id, certification_id, registered_at, expired_at,
    assessments_passed_at, coding_challenge_passed_at, first_exam_started_at, first_exam_completed_at, exam_last_passed_at,
    case_study_ready_at, first_case_study_submitted_at, last_case_study_submitted_at, certificate_granted_at,
    is_passed_assessments, is_passed_challenges, is_passed_exams)
  select ${GROUP_ID}, 50001 + user_id * 4 + number, user_id, certification_id, registered_at,
    registered_at + days_to_finish * interval '1 day',
    case when is_v1 then reached[1] end, case when is_v1 then reached[2] end,
    case when not is_v1 then reached[1] end, case when not is_v1 then reached[2] end, case when not is_v1 then reached[3] end,
    reached[last - 2], reached[last - 1],
    case when ${chance('key', 170)} < 0.3 then coalesce(reached[last - 1] + (reached[last] - reached[last - 1]) / 2, reached[last - 1]) else reached[last - 1] end,
    reached[last]::date,
    case when is_v1 then reached[1] is not null end, case when is_v1 then reached[2] is not null end,
    case when not is_v1 then reached[3] is not null end
  from (select *, cardinality(reached) as last from (${attempts}) as attempt offset 0) as attempt`

export async function createScaleCertifications(tx: pg.ClientBase): Promise<void> {
  for (const { id, name, version } of certifications) {
    await tx.query('insert into datacamp.certification_dim values ($1, $2, $3)', [id, name, version])
  }
  await tx.query(certificationFacts)
}
