/** A quiz with every kind of question beside random-quizzes.ts: written answers wait for a grader, and a bank lends questions to two quizzes. */
import type { MirrorRow } from './mirrors'
import { someDay, type Random } from './random-mirrors'
import { flag, lessonProgress, many, orNull, pick } from './random-rows'

/** The second spelling is Skilljar's own. */
const types = ['MULTIPLE_CHOICE', 'MULTIPE_CHOICE', 'FILL_IN_THE_BLANK', 'fill_in_the_blank', 'FREEFORM', null]
const written = ['a join', 'A Join ', 'an index', '', '  ', null]

export function writtenQuiz(chance: Random): Record<string, MirrorRow[]> {
  const attempts = many(40, (index) => {
    const day = someDay(chance)
    return {
      quiz_response_id: `w${index}`,
      quiz_id: 'Q4',
      student_lesson_progress_id: lessonProgress(chance),
      started_at: `${day} 09:00:00`,
      // Some take longer than they may, some end before they began.
      finished_at: orNull(chance, 0.1, `${day} ${pick(chance, ['09:05:00', '09:10:00.5', '10:00:00', '08:59:00'])}`),
      graded_at: orNull(chance, 0.4, `${day} 20:00:00`),
      is_passed: flag(chance),
      correct_response_count: pick(chance, ['1', ' 2 ', 'N/A', '1,5', '', null]),
      question_count: types.length,
    }
  })
  return {
    quiz: [{ quiz_id: 'Q4', name: 'Quiz 4', require_correct_response: false }],
    quiz_question_bank: many(2, (index) => ({ quiz_question_bank_id: `qb${index}`, name: `Bank ${index}` })),
    quiz_question_bank_assignment: ['Q3', 'Q4', 'Q4', 'Q9'].map((quiz, index) => ({
      quiz_question_bank_assignment_id: `qa${index}`,
      quiz_question_bank_id: `qb${index % 3}`,
      quiz_id: quiz,
      order: index,
      randomize_questions: flag(chance),
      limit_question_count: pick(chance, [2, null]),
    })),
    quiz_question: types.map((type, index) => ({
      quiz_question_id: `wq${index}`,
      quiz_id: 'Q4',
      order: index + 1,
      type,
      requires_manual_grading: type === 'FREEFORM',
    })),
    quiz_answer: many(4, (index) => ({
      quiz_answer_id: `wa${index}`,
      quiz_question_id: `wq${index % 2}`,
      order: Math.floor(index / 2),
      text: `Answer ${index}`,
      is_correct: index < 2,
    })),
    quiz_response: attempts,
    quiz_question_response: attempts.flatMap(({ quiz_response_id, started_at }) =>
      types.map((_, index) => ({
        quiz_question_response_id: `${quiz_response_id}.${index}`,
        quiz_response_id: quiz_response_id ?? null,
        quiz_question_id: `wq${index}`,
        is_correct: index === 4 ? flag(chance) : chance.chance(0.6),
        submit_count: 1,
        finished_at: started_at ?? null,
        quiz_answer_id: index < 2 ? `wa${pick(chance, [index, index + 2])}` : null,
        response_text: index < 2 ? null : pick(chance, written),
      })),
    ),
  }
}
