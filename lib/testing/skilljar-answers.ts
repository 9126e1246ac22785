/** Answers to quiz questions that item statistics are made of, in plain loops over the raw rows. */
import type { Raw, RawTables } from './skilljar-rows'
import { attemptsOf, skilljarWorld } from './skilljar-world'

export interface Answer {
  readonly quiz: string
  readonly attempt: string
  readonly day: string
  readonly person: string | null
  readonly question: string
  /** Null until it is graded. */
  readonly isRight: boolean | null
  readonly chosen: ReadonlySet<string>
  /** As it was typed. */
  readonly text: string | null
}

/** Of first finished attempts in the period; of a question answered twice in one attempt, the last. */
export function answersOf(raw: RawTables, isInPeriod: (day: string) => boolean): Answer[] {
  const world = skilljarWorld(raw)
  const byHand = new Set(
    raw.quiz_question.filter((row) => row.requires_manual_grading).map((row) => row.quiz_question_id),
  )
  const asksAgain = new Set(raw.quiz.filter((row) => row.require_correct_response).map((row) => row.quiz_id))
  const choices = Map.groupBy(raw.quiz_question_response_chosen_answers, (row) => row.quiz_question_response_id)
  return attemptsOf(raw).flatMap(([first]) => {
    const day = first?.finished_at.slice(0, 10) ?? ''
    if (!first || !isInPeriod(day)) return []
    const { row, owner, answers } = first
    const last = new Map<string, Raw<'quiz_question_response'>>()
    for (const answer of answers) {
      const question = answer.quiz_question_id ?? ''
      const other = last.get(question)
      if (!other || (other.finished_at ?? '') < (answer.finished_at ?? '')) last.set(question, answer)
    }
    return [...last].map(([question, answer]): Answer => {
      const { submit_count, is_correct, quiz_answer_id } = answer
      const firstTry = submit_count === null ? null : is_correct && submit_count === 1
      const isRight = asksAgain.has(row.quiz_id ?? '') ? firstTry : is_correct
      const more = (choices.get(answer.quiz_question_response_id) ?? []).map((choice) => choice.quiz_answer_id)
      return {
        quiz: row.quiz_id ?? '',
        attempt: `${row.quiz_response_id} ${owner?.student_id}`,
        day,
        person: world.personOf(owner?.student_id ?? null),
        question,
        isRight: byHand.has(question) && row.graded_at === null ? null : isRight,
        chosen: new Set([quiz_answer_id, ...more].filter((id) => id !== null)),
        text: answer.response_text,
      }
    })
  })
}
