/** Attempts of quizzes and whose they are; item statistics read the first finished ones too (lib/analyses/skilljar). */
import { sql, type RawBuilder } from 'kysely'
import { joinPerson, type SkilljarRow } from './skilljar-rows'

export interface AttemptRow extends SkilljarRow {
  quiz_response_id: string
  /** Quiz and learner: what there is one first attempt of. */
  pair: readonly (string | null)[]
  is_first: boolean
  /** Place among the finished attempts of the pair, from 1. */
  place: number
}

/**
 * Joins to "attempt" whose it is, as "owner", "learner" and "identity", by indexes: a filter may leave few attempts, and reading
 * all enrolments for each of them would take forever. As in progressOwners, a progress that students share is each one's.
 * Learners whom no enrolment names are told apart by their progress.
 */
export const joinLearner = sql`
  left join skilljar.student_lesson_progress as lesson using (student_lesson_progress_id)
  left join lateral (
    select distinct on (student_id) student_id, published_course_id
    from skilljar.enrollment
    where student_course_progress_id = lesson.student_course_progress_id
    order by student_id, enrolled_at, enrollment_id collate "C"
  ) as owner on true
  cross join lateral (
    select owner.student_id, 'course/' || owner.published_course_id as published,
      case when owner.student_id is null
        then coalesce(lesson.student_course_progress_id, attempt.student_lesson_progress_id, attempt.quiz_response_id) end as unknown
  ) as learner
  ${joinPerson('owner.student_id')}`

/** Over "attempt": its quiz has a question that is graded by hand, or it met such a question of a bank. */
export const isByHand = sql<boolean>`(
  exists (select from skilljar.quiz_question where quiz_id = attempt.quiz_id and requires_manual_grading)
  or exists (
    select from skilljar.quiz_question_response as met
    join skilljar.quiz_question as question using (quiz_question_id)
    where met.quiz_response_id = attempt.quiz_response_id and question.requires_manual_grading
  ))`

/** Such an attempt has no result before it is graded. */
export const waits = sql<boolean>`(attempt.graded_at is null and ${isByHand})`

export const finishedAttempts: RawBuilder<AttemptRow> = sql`(
  select attempt.quiz_response_id, coalesce(attempt.quiz_id, '') as quiz_id, attempt.finished_at, attempt.graded_at, identity.person_id,
    learner.published, attempt.is_passed is not null and not ${waits} as is_graded, attempt.is_passed,
    case when attempt.question_count > 0 then mart.parse_number(attempt.correct_response_count) / attempt.question_count end as score,
    array[coalesce(attempt.quiz_id, ''), learner.student_id, learner.unknown] as pair,
    row_number() over finished as place, row_number() over finished = 1 as is_first
  from skilljar.quiz_response as attempt
  ${joinLearner}
  where attempt.finished_at is not null
  window finished as (partition by coalesce(attempt.quiz_id, ''), learner.student_id, learner.unknown
    order by attempt.started_at, attempt.finished_at, attempt.quiz_response_id collate "C"))`
