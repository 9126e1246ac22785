/** Quizzes full of traps: retakes, attempts that wait for a grader, banks that show everybody other questions, a question keyed wrongly. */
import { addDays } from '@/lib/filters/days'
import type { MirrorRow } from './mirrors'
import type { Random } from './random-mirrors'
import { lessonProgress, many, orNull, pick, time } from './random-rows'

const questionsOf = 6

/** Q1 asks until the answer is right, Q2 has a question that is graded by hand, Q3 shows everybody other questions. */
export function quizzes(chance: Random): Record<string, MirrorRow[]> {
  const quizCount = 4
  const questions = many(quizCount * questionsOf, (index) => ({
    quiz_question_id: `qq${index}`,
    quiz_id: `Q${Math.floor(index / questionsOf)}`,
    order: (index % questionsOf) + 1,
    type: index % 5 === 4 ? 'MULTIPLE_ANSWER' : 'MULTIPE_CHOICE',
    requires_manual_grading: index === 2 * questionsOf ? true : pick(chance, [false, null]),
  }))
  const answers = questions.flatMap(({ quiz_question_id }, question) =>
    many(3, (index) => ({
      quiz_answer_id: `a${question}.${index}`,
      quiz_question_id: quiz_question_id ?? null,
      order: index,
      text: `Answer ${index}`,
      is_correct: index === 0,
    })),
  )
  const responses: MirrorRow[] = []
  const questionResponses: MirrorRow[] = []
  const chosen: MirrorRow[] = []
  for (let index = 0; index < 330; index++) {
    const quiz = pick(chance, [0, 0, 0, 1, 2, 3])
    const started = time(chance)
    const id = `r${index}`
    const ability = pick(chance, [0.2, 0.5, 0.8, 0.95])
    responses.push({
      quiz_response_id: id,
      quiz_id: orNull(chance, 0.02, `Q${quiz}`),
      student_lesson_progress_id: lessonProgress(chance),
      started_at: orNull(chance, 0.05, started),
      finished_at: orNull(chance, 0.1, `${addDays(started.slice(0, 10), chance.below(3) - 1)} 12:00:00`),
      graded_at: orNull(chance, 0.5, time(chance)),
      is_passed: pick(chance, [true, true, false, null]),
      correct_response_count: pick(chance, ['0', '3', ' 4 ', '2.0', '1e0', '', 'N/A', '1,5', null]),
      question_count: pick(chance, [questionsOf, questionsOf, 4, 0, null]),
    })
    for (let question = 0; question < questionsOf; question++) {
      if (quiz === 3 && chance.chance(0.4)) continue
      const at = quiz * questionsOf + question
      const isRight = chance.chance(question === 5 ? 1 - ability : ability)
      const response = `${id}.${question}`
      const choice = `a${at}.${isRight ? 0 : 1 + chance.below(2)}`
      questionResponses.push({
        quiz_question_response_id: response,
        quiz_response_id: id,
        quiz_question_id: `qq${at}`,
        is_correct: orNull(chance, quiz === 3 ? 0.1 : 0, isRight),
        finished_at: `${started.slice(0, 10)} 10:00:00`,
        submit_count: quiz === 1 ? pick(chance, [1, 1, 2, 3, null]) : 1,
        quiz_answer_id: at % 5 === 4 || chance.chance(0.05) ? null : choice,
      })
      // Answered once more in the same attempt.
      if (chance.chance(0.02)) {
        questionResponses.push({
          quiz_question_response_id: `${response}z`,
          quiz_response_id: id,
          quiz_question_id: `qq${at}`,
          is_correct: !isRight,
          finished_at: `${started.slice(0, 10)} 11:00:00`,
          submit_count: 1,
          quiz_answer_id: `a${at}.1`,
        })
      }
      if (at % 5 !== 4) continue
      chosen.push({
        quiz_question_response_chosen_answer_id: `${response}a`,
        quiz_question_response_id: response,
        quiz_answer_id: choice,
      })
      if (chance.chance(0.5)) {
        chosen.push({
          quiz_question_response_chosen_answer_id: `${response}b`,
          quiz_question_response_id: response,
          quiz_answer_id: `a${at}.2`,
        })
      }
    }
  }
  return {
    quiz: many(quizCount, (index) => ({
      quiz_id: `Q${index}`,
      name: `Quiz ${index}`,
      require_correct_response: index === 1,
    })),
    quiz_question: questions,
    quiz_answer: answers,
    quiz_response: responses,
    quiz_question_response: questionResponses,
    quiz_question_response_chosen_answers: chosen,
  }
}
