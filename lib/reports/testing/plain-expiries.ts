/** What ends, for whom, in plain SQL and in other words than the product's; and rows that are one trap each. */

/** Each source from its own moment. */
export const momentsOfTest = { datacamp: '2025-03-01T12:00:00.000Z', skilljar: '2025-02-20T06:30:00.000Z' }
const moment = (source: keyof typeof momentsOfTest) => `timestamp '${momentsOfTest[source].slice(0, 19)}'`
const [dc, sj] = [moment('datacamp'), moment('skilljar')]

/** Students z1 to z9, each of whom is a trap; everything ends within 30 days of Skilljar's moment unless it says otherwise. */
export const endingTraps = `
  insert into skilljar.student (student_id, email)
    select 'z' || n, 'z' || n || '@traps.example' from generate_series(1, 9) as n;
  insert into skilljar.published_course (published_course_id, course_id) values ('zp1', 'zc'), ('zp2', 'zc'), ('zp3', 'zother');
  insert into skilljar.student_course_progress (student_course_progress_id, completed_at) values ('zy1', null), ('zy2', '2025-02-01'), ('zy3', null);
  insert into skilljar.certificate (certificate_id, completed_at, expires_at) values
    ('zk1', '2024-03-01', '2025-03-01'), ('zk2', '2025-02-10', '2026-02-10'), ('zk3', '2024-03-01', '2025-03-02'), ('zk4', '2024-03-01', '2025-03-03');
  insert into skilljar.enrollment (enrollment_id, student_id, published_course_id, student_course_progress_id, certificate_id, expires_at, is_active) values
    -- Twice enrolled with one progress: the longer enrolment counts, once.
    ('z1a', 'z1', 'zp1', 'zy1', null, '2025-03-01', true), ('z1b', 'z1', 'zp1', 'zy1', null, '2025-03-10', true),
    -- One enrolment never ends.
    ('z2a', 'z2', 'zp1', null, null, '2025-03-01', true), ('z2b', 'z2', 'zp1', null, null, null, true),
    -- Completed, and enrolled once more; and nobody says whether it gives access.
    ('z3a', 'z3', 'zp1', 'zy2', null, '2025-03-01', true), ('z3b', 'z3', 'zp1', 'zy3', null, '2025-03-02', true),
    ('z3c', 'z3', 'zp3', null, null, '2025-03-01', null),
    -- Switched off before its last day; and switched off because it ended.
    ('z4a', 'z4', 'zp1', null, null, '2025-03-01', false), ('z4b', 'z4', 'zp3', null, null, '2025-02-10', false),
    -- Renewed on another domain; the same certificate on two enrolments; one that nobody renewed.
    ('z5a', 'z5', 'zp1', null, 'zk1', null, true), ('z5b', 'z5', 'zp2', null, 'zk2', null, true),
    ('z6a', 'z6', 'zp1', null, 'zk3', null, true), ('z6b', 'z6', 'zp1', null, 'zk3', null, false), ('z6c', 'z6', 'zp3', null, 'zk4', null, true),
    -- Exactly at the moment, and exactly 30 days after it.
    ('z7a', 'z7', 'zp1', null, null, ${sj}, true), ('z7b', 'z7', 'zp3', null, null, ${sj} + interval '30 days', true);
  insert into skilljar.path (path_id, title) values ('zpath', 'Trap path');
  insert into skilljar.published_path (published_path_id, path_id) values ('zpp1', 'zpath'), ('zpp2', 'zpath');
  insert into skilljar.student_path_progress (student_path_progress_id, student_id, path_id, completed_at) values
    ('zpr8', 'z8', 'zpath', null), ('zpr9', 'z9', 'zpath', '2025-02-01'), ('zpr2', 'z2', 'zpath', '2024-06-01'), ('zpr2b', 'z2', 'zpath', null);
  insert into skilljar.published_path_enrollment
    (published_path_enrollment_id, student_id, published_path_id, student_path_progress_id, enrolled_at, expires_at, is_active) values
    -- Enrolled again: the later end counts, written with a zone.
    ('z8a', 'z8', 'zpp1', 'zpr8', '2025-01-01', '2025-03-01 09:00:00', true),
    ('z8b', 'z8', 'zpp2', 'zpr8', '2025-02-01', ' 2025-03-05T01:00:00+02:00 ', true),
    ('z9a', 'z9', 'zpp1', 'zpr9', '2025-01-01', '2025-03-01 09:00:00', true),
    -- Completed by the earlier of two enrolments; and nobody says whether it gives access.
    ('z2a', 'z2', 'zpp1', 'zpr2', '2024-01-01', null, false), ('z2b', 'z2', 'zpp2', 'zpr2b', '2025-01-01', '2025-03-01 09:00:00', true),
    ('z3a', 'z3', 'zpp1', null, '2025-01-01', '2025-03-01 09:00:00', null);
  insert into skilljar.domain_membership (domain_membership_id, student_id, domain_id, expires_at, is_active) values
    ('z9m1', 'z9', 'd1', '2025-03-01', true), ('z9m2', 'z9', 'd1', '2025-03-04', true), ('z9m3', 'z9', 'd2', '2025-03-04', false),
    -- Exactly 30 and exactly 60 days after the moment.
    ('z8m1', 'z8', 'd1', ${sj} + interval '30 days', true), ('z7m1', 'z7', 'd1', ${sj} + interval '60 days', true);`

/** All that ends, whenever, in other words than the product's: the longest of each learner and thing by its rank. */
const longest = (table: string, id: string, of: string) => `
  select *, row_number() over (
    partition by student_id, coalesce(${of}, '') order by coalesce(expires_at, 'infinity') desc, ${id} collate "C" desc) as place
  from ${table} where student_id is not null and (is_active or expires_at < ${sj})`
export const endings = `
  with path_line as (
    select e.published_path_enrollment_id, e.student_id, coalesce(e.is_active, false) as is_active, coalesce(p.path_id, g.path_id, '') as path_id,
      (select min(completed_at) from skilljar.student_path_progress d
        where d.student_id = e.student_id and coalesce(d.path_id, '') = coalesce(p.path_id, g.path_id, '')) as completed_at,
      case when btrim(e.expires_at) ~ '^[12]' then
        case when btrim(e.expires_at) ~ '[Z0]$' and btrim(e.expires_at) ~ '(Z|[+]..:..)$' then btrim(e.expires_at)::timestamptz at time zone 'UTC'
          else btrim(e.expires_at)::timestamp end end as expires_at
    from skilljar.published_path_enrollment e left join skilljar.published_path p using (published_path_id)
    left join skilljar.student_path_progress g on g.student_path_progress_id = e.student_path_progress_id and g.student_id = e.student_id
  ), holder as (
    select e.student_id, e.published_course_id, e.enrolled_at, e.enrollment_id, c.certificate_id, c.expires_at,
      coalesce(p.course_id, e.published_course_id, '') as course
    from skilljar.enrollment e join skilljar.certificate c using (certificate_id) left join skilljar.published_course p using (published_course_id)
    where e.student_id is not null
  ), ended as (
    select 'Course access' as kind, 'skilljar' as source, student_id as account, 'skilljar/course/' || coalesce(published_course_id, '') as content, expires_at as ends_at
    from (${longest('skilljar.enrollment', 'enrollment_id', 'published_course_id')}) e
    where place = 1 and not exists (
      select from skilljar.enrollment o join skilljar.student_course_progress g using (student_course_progress_id)
      where o.student_id = e.student_id and coalesce(o.published_course_id, '') = coalesce(e.published_course_id, '') and g.completed_at is not null)
    union all
    select 'Domain membership', 'skilljar', student_id, 'skilljar/domain/' || coalesce(domain_id, ''), expires_at
    from (${longest('skilljar.domain_membership', 'domain_membership_id', 'domain_id')}) m where place = 1
    union all
    select 'Path', 'skilljar', student_id, 'skilljar/path/' || path_id, expires_at
    from (${longest('path_line', 'published_path_enrollment_id', 'path_id')}) p where place = 1 and completed_at is null
    union all
    select 'Certificate', 'skilljar', student_id, 'skilljar/course/' || coalesce(published_course_id, ''), expires_at
    from (select distinct on (certificate_id, student_id) * from holder order by certificate_id, student_id, enrolled_at, enrollment_id collate "C") h
    where certificate_id = (
      select certificate_id from holder other where other.student_id = h.student_id and other.course = h.course
      order by coalesce(expires_at, 'infinity') desc, certificate_id collate "C" desc limit 1)
    union all
    select 'Assignment due', 'datacamp', user_id::text, 'datacamp/assignment/' || assignment_id, a.due_at
    from (
      select distinct group_id, user_id, assignment_id, nullif(trim(completion_status), '') as status, assigned_at, due_at, reminder_sent_at
      from datacamp.assignment_fact where completed_at is null) a left join datacamp.assignment_dim d using (assignment_id)
    where d.deleted_at is null and coalesce(lower(trim(d.assignment_status)), '') <> 'archived'
    union all
    select 'Certification registration', 'datacamp', a.user_id::text, 'datacamp/certification/' || certification_id, a.expired_at
    from datacamp.certification_fact a
    where certificate_granted_at is null and (
      select count(*) from datacamp.certification_fact b
      where b.user_id = a.user_id and b.certification_id = a.certification_id and b.user_certification_id <> a.user_certification_id
        and (b.certificate_granted_at is not null and (a.registered_at is null or b.certificate_granted_at >= a.registered_at::date)
          or b.certificate_granted_at is null and (b.expired_at is null or b.expired_at > a.expired_at
            or b.expired_at = a.expired_at and b.user_certification_id > a.user_certification_id))) = 0
  )
  select ended.*, person_id::int as person, extract(epoch from ends_at - case ended.source when 'datacamp' then ${dc} else ${sj} end) / 86400 as days_left
  from ended left join mart.identity i on i.source = ended.source and i.source_id = account
  where ends_at is not null`
