/**
 * Learning by day straight from the mirrors, written anew from the definitions for these tests: no table, view or
 * function of the product's own is in it.
 */
export const activity = `
  account as (
    select 'datacamp' as source, user_id::text as id, coalesce(nullif(lower(trim(email)), ''), 'datacamp ' || user_id) as person
    from datacamp.user_dim
    union all
    select 'skilljar', student_id, coalesce(nullif(lower(trim(email)), ''), 'skilljar ' || student_id) from skilljar.student
  ),
  datacamp_row as (
    select user_id, date_id, greatest(time_spent, 0) as seconds, f.xp, c.technology, f.course_id as content
      from datacamp.course_fact f left join datacamp.course_dim c on c.course_id = f.course_id
    union all
    select user_id, date_id, greatest(time_spent, 0), f.xp, p.technology, f.project_id
      from datacamp.project_fact f left join datacamp.project_dim p on p.project_id = f.project_id
    union all
    select user_id, date_id, greatest(time_spent, 0), f.xp, p.technology, f.practice_id
      from datacamp.practice_fact f left join datacamp.practice_dim p on p.practice_id = f.practice_id
    union all
    select user_id, date_id, greatest(time_spent, 0), 0, a.technology, f.assessment_id
      from datacamp.assessment_fact f left join datacamp.assessment_dim a on a.assessment_id = f.assessment_id
  ),
  skilljar_row as (
    select student_id, hour_starts_at::date as day, case
        when trim(session_time_seconds) ~ '^[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]+)?$'
        then greatest(trim(session_time_seconds)::numeric, 0) else 0 end as seconds, false as is_sign
      from skilljar.student_lesson_session_time_hourly
    union all
    select e.student_id, p.completed_at::date, 0, true
      from skilljar.student_course_progress p
      join (select distinct student_id, student_course_progress_id from skilljar.enrollment) e
        on e.student_course_progress_id = p.student_course_progress_id
      where p.completed_at is not null
    union all
    select e.student_id, l.completed_at::date, 0, true
      from skilljar.student_lesson_progress l
      join (select distinct student_id, student_course_progress_id from skilljar.enrollment) e
        on e.student_course_progress_id = l.student_course_progress_id
      where l.completed_at is not null
    union all
    select e.student_id, q.started_at::date, 0, true
      from skilljar.quiz_response q
      join skilljar.student_lesson_progress l on l.student_lesson_progress_id = q.student_lesson_progress_id
      join (select distinct student_id, student_course_progress_id from skilljar.enrollment) e
        on e.student_course_progress_id = l.student_course_progress_id
      where q.started_at is not null
  ),
  activity as (
    select 'datacamp' as source, coalesce(account.person, 'datacamp ' || user_id) as person,
      to_date(date_id::text, 'YYYYMMDD') as day,
      case when content = -1 then 'Not set' else coalesce(nullif(trim(technology), ''), 'Not set') end as technology,
      coalesce(seconds, 0)::numeric as seconds, coalesce(xp, 0) as xp, coalesce(seconds, 0) > 0 or coalesce(xp, 0) > 0 as is_sign
    from datacamp_row left join account on account.source = 'datacamp' and account.id = user_id::text
    union all
    select 'skilljar', coalesce(account.person, 'skilljar ' || student_id), day, 'Not set', seconds, 0, is_sign or seconds > 0
    from skilljar_row left join account on account.source = 'skilljar' and account.id = student_id
  ),
  member as (
    select distinct coalesce(account.person, 'datacamp ' || user_id) as person, team_id,
      coalesce(joined_team_date::date, '-infinity') as joined, coalesce(left_team_date::date, 'infinity') as left_on
    from datacamp.user_team_bridge left join account on account.source = 'datacamp' and account.id = user_id::text
  )`
