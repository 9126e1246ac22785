import { value } from './product'

/** The address of the quiz with most answers that people typed and graders graded. */
export async function quizGradedByHand(): Promise<string> {
  const quiz = await value(
    `select quiz_id from skilljar.quiz_response join skilljar.quiz_question using (quiz_id)
     where requires_manual_grading and finished_at is not null group by 1 order by count(*) desc, 1 limit 1`,
  )
  return `/skilljar/quizzes/${quiz}`
}
