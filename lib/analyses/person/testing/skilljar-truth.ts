/**
 * A person's Skilljar lists as plain SQL over the mirrors, without a line of what the product reads them by. `:loaded` is the moment
 * of the load; `shows` is a trap that must be among the rows, or the comparison would prove little.
 */
const iso = (moment: string) => `to_char(${moment}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const loaded = `(:loaded::timestamptz at time zone 'UTC')`

const world = `
  with who as (select person_id::int as person, source_id as s from mart.identity where source = 'skilljar'),
  owner as (
    select distinct on (student_course_progress_id, student_id) student_course_progress_id as p, student_id as s,
      coalesce(published_course_id, '') as pc
    from skilljar.enrollment where student_course_progress_id is not null
    order by 1, 2, enrolled_at, enrollment_id collate "C"),
  lessons as (
    select who.person, who.s, owner.pc, owner.p as cp, progress.*, lesson.type, lesson.is_section
    from owner join who using (s) join skilljar.student_lesson_progress progress on progress.student_course_progress_id = owner.p
    left join skilljar.lesson using (lesson_id))`

/** Over rows "held" with is_active and ends: what there is now, and until when. */
const access = `case when bool_or(is_active and coalesce(ends > ${loaded}, true)) then 'open' when bool_or(ends <= ${loaded}) then 'ended' else 'closed' end`
const accessEnds = `case
  when bool_or(is_active and ends is null) then null
  when bool_or(is_active and ends > ${loaded}) then max(ends) filter (where is_active and ends > ${loaded})
  else max(ends) filter (where ends <= ${loaded}) end`

/** Of the test's own texts. */
const textTime = (column: string) => `case
  when trim(${column}) !~ '^[0-9]{4}' or trim(${column}) like '2025-02-30%' then null
  when trim(${column}) ~ ':.*(Z|[-+][0-9]{2}(:[0-9]{2})?)$' then trim(${column})::timestamptz at time zone 'UTC'
  else trim(${column})::timestamp end`

const result = `case lower(trim(success_status)) when 'passed' then 'passed' when 'failed' then 'failed' end`
const number = (text: string) =>
  `(case when trim(${text}) ~ '^[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?$' then trim(${text})::float8 end)`

interface Truth {
  readonly columns: readonly string[]
  readonly text: string
  readonly shows: string
}

export const skilljarTruth = {
  person_enrolments: {
    columns: [
      'content',
      'enrolled_at',
      'access',
      'access_ends_at',
      'completed_at',
      'result',
      'score',
      'credits',
      'enrolments',
    ],
    shows: `enrolments > 1 and credits > 0 and score is not null`,
    text: `${world}, results as (
        select who.person, owner.pc, coalesce(progress.completed_at, latest_activity_at) as at, ${result} as result,
          case when score_max > 0 then score::float8 / score_max end as score, ${number('credits_earned')} as credits
        from owner join who using (s) join skilljar.student_course_progress progress on progress.student_course_progress_id = owner.p
        where coalesce(progress.completed_at, latest_activity_at) is not null)
      select person, 'skilljar/course/' || pc as content, ${iso('min(enrolled_at)')} as enrolled_at, ${access} as access,
        ${iso(accessEnds)} as access_ends_at, ${iso('max(completed_at)')} as completed_at, count(*)::int as enrolments,
        (select result from results r where r.person = held.person and r.pc = held.pc and result is not null order by at desc, result limit 1) as result,
        (select score from results r where r.person = held.person and r.pc = held.pc and score is not null order by at desc, score limit 1) as score,
        (select sum(credits) from results r where r.person = held.person and r.pc = held.pc and credits >= 0) as credits
      from (
        select who.person, coalesce(published_course_id, '') as pc, enrolled_at, is_active, expires_at as ends, progress.completed_at
        from skilljar.enrollment join who on s = student_id
        left join skilljar.student_course_progress progress using (student_course_progress_id)) as held
      group by person, pc
      having min(enrolled_at) is not null or max(completed_at) is not null or ${access} = 'open' or ${accessEnds} is not null
        or exists (select from results r where r.person = held.person and r.pc = held.pc)`,
  },
  person_lessons: {
    columns: ['content', 'kind', 'opened_at', 'viewed_at', 'views', 'hours', 'completed_at', 'result', 'score'],
    shows: `hours > 0 and views > 1`,
    text: `${world}, hours as (
        select who.person, coalesce(published_course_id, '') as pc, progress.lesson_id, ${number('session_time_seconds')} as seconds
        from skilljar.student_lesson_session_time_hourly session join who on s = session.student_id
        join skilljar.student_lesson_progress progress using (student_lesson_progress_id)
        left join skilljar.lesson using (lesson_id)
        where hour_starts_at is not null and progress.lesson_id is not null and is_section is not true),
      things as (
        select person, pc, lesson_id from lessons where lesson_id is not null and is_section is not true
        union select person, pc, lesson_id from hours),
      told as (select *, coalesce(last_viewed_at, created_at) as at, ${result} as result, case when score_max > 0 then score::float8 / score_max end as part from lessons)
      select things.person, 'skilljar/lesson/' || things.lesson_id as content, max(upper(type)) as kind, ${iso('min(created_at)')} as opened_at,
        ${iso('max(at)')} as viewed_at, sum(view_count)::float8 as views, ${iso('max(completed_at)')} as completed_at,
        coalesce(round((select sum(greatest(seconds, 0)) / 3600 from hours h
          where h.person = things.person and h.pc = things.pc and h.lesson_id = things.lesson_id)::numeric, 6), 0)::float8 as hours,
        (array_agg(result order by at desc, result) filter (where result is not null))[1] as result,
        (array_agg(part order by at desc, part) filter (where part is not null))[1] as score
      from things left join told on told.person = things.person and told.pc = things.pc and told.lesson_id = things.lesson_id
      group by things.person, things.pc, things.lesson_id`,
  },
  person_scorm: {
    columns: ['content', 'attempts', 'first_status', 'status', 'score', 'seconds', 'attempted_at'],
    shows: `attempts > 1 and score is not null`,
    text: `${world}, attempts as (
        select person, s, attempt.student_lesson_progress_id as unit, coalesce(scorm_resource_id, '') as resource,
          coalesce(attempted_at, attempt.created_at) as at, student_sco_progress_id as id, lower(trim(status)) as status, total_time,
          case when ${number('attempt.score_max')} > ${number('attempt.score_min')}
            then (${number('attempt.score_raw')} - ${number('attempt.score_min')}) / (${number('attempt.score_max')} - ${number('attempt.score_min')}) end as score
        from lessons join skilljar.student_sco_progress attempt using (student_lesson_progress_id))
      select person, 'skilljar/scorm/' || resource as content, count(*)::int as attempts, ${iso('max(at)')} as attempted_at,
        (array_agg(status order by at, id collate "C"))[1] as first_status,
        (array_agg(status order by at desc, id collate "C" desc))[1] as status,
        (array_agg(score order by at desc, id collate "C" desc))[1] as score,
        (sum(total_time) filter (where total_time > 0))::float8 as seconds
      from attempts group by person, s, unit, resource`,
  },
  person_quiz_attempts: {
    columns: ['content', 'started_at', 'finished_at', 'seconds', 'limit', 'result', 'right', 'questions'],
    shows: `result = 'not graded'`,
    text: `${world}
      select person, 'skilljar/quiz/' || coalesce(attempt.quiz_id, '') as content, ${iso('started_at')} as started_at,
        ${iso('finished_at')} as finished_at, time_limit_seconds as limit,
        (case when finished_at >= started_at then extract(epoch from finished_at - started_at) end)::float8 as seconds,
        case when finished_at is not null then case when is_passed is null then 'no result'
          when graded_at is null and (attempt.quiz_id in (select quiz_id from skilljar.quiz_question where requires_manual_grading)
            or quiz_response_id in (select quiz_response_id from skilljar.quiz_question_response
              join skilljar.quiz_question using (quiz_question_id) where requires_manual_grading)) then 'not graded'
          when is_passed then 'passed' else 'failed' end end as result,
        case when finished_at is not null then ${number('correct_response_count')} end as right,
        case when finished_at is not null then nullif(question_count, 0) end as questions
      from lessons join skilljar.quiz_response attempt using (student_lesson_progress_id) left join skilljar.quiz on quiz.quiz_id = attempt.quiz_id
      where coalesce(started_at, finished_at) is not null`,
  },
  person_paths: {
    columns: ['content', 'enrolled_at', 'access', 'access_ends_at', 'items', 'of_items', 'completed_at'],
    shows: `items > 0 and access = 'open'`,
    text: `${world}, placed as (
        select person, s, coalesce(published.path_id, progress.path_id, '') as path, ${textTime('enrolled_at')} as enrolled_at,
          enrolment.is_active, ${textTime('expires_at')} as ends
        from skilljar.published_path_enrollment enrolment join who on s = enrolment.student_id
        left join skilljar.published_path published using (published_path_id)
        left join skilljar.student_path_progress progress
          on progress.student_path_progress_id = enrolment.student_path_progress_id and progress.student_id = enrolment.student_id),
      held as (select person, s, path, min(enrolled_at) as enrolled_at, ${access} as access, ${accessEnds} as ends from placed group by 1, 2, 3),
      done as (
        select person, s, path_id as path, max(completed_at) as completed_at from skilljar.student_path_progress join who on s = student_id
        where completed_at is not null group by 1, 2, 3),
      items as (
        select person, s, progress.path_id as path, count(distinct path_item_id)::int as items
        from skilljar.student_path_progress progress join who on s = progress.student_id
        join skilljar.student_path_item_progress using (student_path_progress_id)
        join skilljar.path_item using (path_item_id, path_id)
        join skilljar.student_course_progress course using (student_course_progress_id)
        where course.completed_at is not null and exists (select from skilljar.enrollment
          where enrollment.student_id = s and enrollment.student_course_progress_id = course.student_course_progress_id)
        group by 1, 2, 3)
      select person, 'skilljar/path/' || path as content, ${iso('enrolled_at')} as enrolled_at, access, ${iso('ends')} as access_ends_at,
        ${iso('completed_at')} as completed_at, coalesce(items, 0) as items,
        case when access is not null or items > 0 then (select count(*)::int from skilljar.path_item where path_id = path) end as of_items
      from held full join done using (person, s, path) full join items using (person, s, path)
      where coalesce(enrolled_at, ends, completed_at) is not null or access = 'open' or items > 0`,
  },
  person_sessions: {
    columns: ['content', 'day', 'starts_at', 'ends_at', 'events', 'instructor', 'attendance'],
    shows: `events > 1 and attendance = 'attended'`,
    text: `${world}, span as (
        select vilt_session_id, min(starts_at) as first, max(coalesce(ends_at, starts_at)) as last, count(*)::int as events
        from skilljar.vilt_session_event group by 1)
      select distinct person, registration.vilt_session_registration_id, 'skilljar/session/' || coalesce(registration.vilt_session_id, '') as content,
        coalesce(first, session.created_at, registration.created_at)::date::text as day, ${iso('first')} as starts_at,
        ${iso('last')} as ends_at, events, nullif(trim(instructor_name), '') as instructor,
        case when cancelled_at is not null then 'cancelled' when last is null or last > ${loaded} then 'registered'
          when attended then 'attended' when not attended then 'missed' else 'not marked' end as attendance
      from lessons join skilljar.vilt_session_registration registration using (student_lesson_progress_id)
      left join skilljar.vilt_session session using (vilt_session_id) left join span using (vilt_session_id)`,
  },
  person_purchases: {
    columns: ['content', 'kind', 'state', 'purchased_at', 'refunded_at', 'price', 'currency', 'quantity', 'promo_code'],
    shows: `state = 'REFUNDED' and promo_code is not null`,
    text: `with bought as (
        select person_id::int as person, purchase.*, coalesce(upper(trim(state)), 'UNKNOWN') in ('SUCCESS', 'REFUNDED') as came_about
        from skilljar.purchase join mart.identity on source = 'skilljar' and source_id = student_id)
      select person, 'skilljar/offer/' || coalesce(offer_id, '') as content,
        nullif(replace(lower(trim(offer_type)), 'publised', 'published'), '') as kind,
        case when came_about then case when refunded_at is null then 'SUCCESS' else 'REFUNDED' end
          else coalesce(nullif(upper(trim(state)), ''), 'UNKNOWN') end as state,
        ${iso('purchased_at')} as purchased_at, case when came_about then ${iso('refunded_at')} end as refunded_at,
        bought.price_cents / 100.0::float8 as price, nullif(upper(trim(price_currency)), '') as currency, quantity,
        case when promo_code_id is not null then
          coalesce(case when bulk_purchase_id is null then code else 'Code …' || right(code, least(4, length(code) / 2)) end, 'Unknown promo code') end as promo_code
      from bought left join skilljar.offer using (offer_id) left join skilljar.promo_code using (promo_code_id)
      left join skilljar.promo_code_pool using (promo_code_pool_id)
      where purchased_at is not null or came_about and refunded_at is not null`,
  },
  person_domains: {
    columns: ['content', 'joined_at', 'access', 'access_ends_at', 'pools'],
    shows: `pools like '%, %'`,
    text: `with held as (
        select person_id::int as person, coalesce(member.domain_id, '') as domain, member.created_at, member.is_active, member.expires_at as ends,
          case when member.domain_access_code_id is not null then coalesce(pool.name, 'Unknown pool') end as pool
        from skilljar.domain_membership member join mart.identity on source = 'skilljar' and source_id = student_id
        left join skilljar.domain_access_code using (domain_access_code_id)
        left join skilljar.domain_access_code_pool pool using (domain_access_code_pool_id))
      select person, 'skilljar/domain/' || domain as content, ${iso('min(created_at)')} as joined_at, ${access} as access,
        ${iso(accessEnds)} as access_ends_at, string_agg(distinct pool, ', ') as pools
      from held group by 1, 2, domain`,
  },
  person_signup: {
    columns: ['content', 'content_name', 'answer', 'domain'],
    shows: `content_name = 'Unnamed field'`,
    text: `select distinct person_id::int as person, info.domain_signup_field_id, member.domain_id as joined, 'skilljar/sign-up field/' || info.domain_signup_field_id as content,
        coalesce(nullif(trim(label), ''), 'Unnamed field') as content_name, trim(value) as answer,
        (select name from skilljar.domain where domain.domain_id = coalesce(member.domain_id, field.domain_id)) as domain
      from skilljar.domain_signup_info info
      join (select domain_membership_id, domain_id, student_id from skilljar.domain_membership) member using (domain_membership_id)
      join mart.identity on source = 'skilljar' and source_id = student_id
      left join skilljar.domain_signup_field field using (domain_signup_field_id)
      where trim(value) <> ''`,
  },
  person_groups: {
    columns: ['content', 'content_name'],
    shows: `content_name like 'Unknown%'`,
    text: `select distinct person_id::int as person, 'skilljar/group/' || student_group_id as content,
        coalesce(name, 'Unknown group ' || student_group_id) as content_name
      from skilljar.student_group_membership join mart.identity on source = 'skilljar' and source_id = student_id
      left join skilljar.student_group using (student_group_id)`,
  },
  person_credits: {
    columns: ['content', 'groups', 'total', 'used', 'offers', 'expires_at', 'state'],
    shows: `groups like '%, %' and total is null`,
    text: `with open as (
        select person_id::int as person, credit_code_id, coalesce(name, 'Unknown group') as name
        from skilljar.training_credit_code_student_group join skilljar.student_group_membership using (student_group_id)
        join mart.identity on source = 'skilljar' and source_id = student_id
        left join skilljar.student_group using (student_group_id))
      select person, 'skilljar/credit code/' || credit_code_id as content, string_agg(distinct name, ', ') as groups,
        nullif(nullif(credits_total, 0), 2147483647) as total, coalesce(credits_used, 0) as used, ${iso('expiration_date')} as expires_at,
        case when expiration_date <= ${loaded} then 'expired' else 'open' end as state,
        case when available_to_all_offers is not true then (select count(distinct offer_id)::int
          from skilljar.training_credit_code_offer own where own.credit_code_id = open.credit_code_id) end as offers
      from open join skilljar.training_credit_code code on training_credit_code_id = credit_code_id
      group by person, credit_code_id, training_credit_code_id`,
  },
} as const satisfies Readonly<Record<string, Truth>>

export type TruthList = keyof typeof skilljarTruth
