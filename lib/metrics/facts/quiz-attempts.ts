/** Finished attempts of quizzes in their order; item statistics read the first of them too (lib/analyses/skilljar). */
import { sql, type RawBuilder } from 'kysely'
import { joinPerson, progressOwners, type SkilljarRow } from './skilljar-rows'

export interface AttemptRow extends SkilljarRow {
  quiz_response_id: string
  /** Quiz and learner: what there is one first attempt of. */
  pair: readonly (string | null)[]
  is_first: boolean
}

/**
 * A quiz with a question that is graded by hand has no result before that; neither has an attempt that met such a question
 * of a bank. Attempts of learners whom no enrolment names are told apart by their progress.
 */
export const finishedAttempts: RawBuilder<AttemptRow> = sql`(
  select attempt.quiz_response_id, coalesce(attempt.quiz_id, '') as quiz_id, attempt.finished_at, attempt.graded_at, identity.person_id,
    learner.published,
    attempt.is_passed is not null and (attempt.graded_at is not null or by_hand.quiz_id is null and by_hand_of_bank.quiz_response_id is null)
      as is_graded,
    attempt.is_passed,
    case when attempt.question_count > 0 then mart.parse_number(attempt.correct_response_count) / attempt.question_count end as score,
    array[coalesce(attempt.quiz_id, ''), learner.student_id, learner.unknown] as pair,
    row_number() over (
      partition by attempt.quiz_id, learner.student_id, learner.unknown
      order by attempt.started_at, attempt.finished_at, attempt.quiz_response_id collate "C"
    ) = 1 as is_first
  from skilljar.quiz_response as attempt
  left join skilljar.student_lesson_progress as lesson using (student_lesson_progress_id)
  left join ${progressOwners} as owner on owner.student_course_progress_id = lesson.student_course_progress_id
  cross join lateral (
    select owner.student_id, 'course/' || owner.published_course_id as published,
      case when owner.student_id is null
        then coalesce(lesson.student_course_progress_id, attempt.student_lesson_progress_id, attempt.quiz_response_id) end as unknown
  ) as learner
  left join (select distinct quiz_id from skilljar.quiz_question where requires_manual_grading) as by_hand
    on by_hand.quiz_id = attempt.quiz_id
  left join (
    select distinct answer.quiz_response_id
    from skilljar.quiz_question_response as answer
    join skilljar.quiz_question as question using (quiz_question_id)
    where question.requires_manual_grading
  ) as by_hand_of_bank on by_hand_of_bank.quiz_response_id = attempt.quiz_response_id
  ${joinPerson('owner.student_id')}
  where attempt.finished_at is not null)`
