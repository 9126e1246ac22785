/** One attempt at a quiz: what a learner of a given ability answers, item by item, and what comes of it. */
import { timestamp, type Instant } from '../calendar'
import type { Random } from '../random'
import { stamped, timestampOrNull, type Making } from './making'
import { blankTexts, freeformAnswers, graderFeedback } from './quiz-texts'
import type { Question, Quiz } from './quizzes'

export interface Attempt {
  readonly lessonProgressId: string
  readonly startedAt: Instant
  /** Logits; 0 is the middle of all learners. */
  readonly ability: number
}

export interface AttemptResult {
  readonly finishedAt: Instant
  /** When the result was there; null while somebody still has to grade it, or if it was never handed in. */
  readonly decidedAt: Instant | null
  readonly passed: boolean | null
  readonly correct: number
  readonly questions: number
}

const DAY = 86_400
/** A one in four guess, where there is something to choose from. */
const GUESS = { choice: 0.2, multiple: 0.05, blank: 0, freeform: 0 }

function draw(quiz: Quiz, chance: Random): Question[] {
  if (quiz.drawn === null) return [...quiz.questions]
  const rest = [...quiz.questions]
  const drawn: Question[] = []
  while (drawn.length < quiz.drawn && rest.length > 0) drawn.push(...rest.splice(chance.integer(0, rest.length - 1), 1))
  return drawn
}

function knows({ kind, difficulty, discrimination }: Question, ability: number, chance: Random): boolean {
  const logistic = 1 / (1 + Math.exp(-discrimination * (ability - difficulty)))
  return chance.chance(GUESS[kind] + (1 - GUESS[kind]) * logistic)
}

interface Given {
  readonly isCorrect: boolean
  readonly answerId: string | null
  readonly chosenIds: readonly string[]
  readonly text: string | null
}

function respond(question: Question, isKnown: boolean, chance: Random): Given {
  const { kind, answers } = question
  if (kind === 'choice') {
    const right = answers.find(({ isTrue }) => isTrue)
    const wrong = answers.filter(({ isTrue }) => !isTrue)
    // On a miskeyed question nearly all who do not know fall for the answer that the quiz holds for right.
    const tempting = wrong.find(({ isKeyed }) => isKeyed)
    const share = tempting === undefined ? 0.5 : 0.9
    const mistake = chance.chance(share) ? (tempting ?? wrong[0]) : chance.pick(wrong)
    const answer = isKnown ? right : mistake
    if (answer === undefined) throw new Error(`The demo's question ${question.id} lacks answers.`)
    return { isCorrect: answer.isKeyed, answerId: answer.id, chosenIds: [], text: null }
  }
  if (kind === 'multiple') {
    const right = answers.filter(({ isTrue }) => isTrue)
    const extra = answers.find(({ isTrue }) => !isTrue)
    const chosen = isKnown ? right : chance.chance(0.5) || extra === undefined ? right.slice(1) : [...right, extra]
    return { isCorrect: isKnown, answerId: null, chosenIds: chosen.map(({ id }) => id), text: null }
  }
  const [blank] = blankTexts
  const typed = kind === 'freeform' ? freeformAnswers : ((isKnown ? blank?.accepted : blank?.mistakes) ?? [''])
  return { isCorrect: isKnown, answerId: null, chosenIds: [], text: chance.pick(typed) }
}

/** Between one and six days; one in ten stays forgotten. */
function gradedAt(quiz: Quiz, finishedAt: Instant, now: Instant, chance: Random): Instant | null {
  if (!quiz.isGradedByHand) return finishedAt
  const graded = finishedAt + chance.integer(DAY, 6 * DAY)
  return graded > now || chance.chance(0.1) ? null : graded
}

export function takeQuiz({ writer, now }: Making, quiz: Quiz, attempt: Attempt, chance: Random): AttemptResult {
  const { ability, startedAt, lessonProgressId } = attempt
  const questions = draw(quiz, chance)
  const id = writer.id('quiz_response')
  const isAbandoned = chance.chance(0.02)
  const attempted = isAbandoned ? chance.integer(1, questions.length - 1) : questions.length
  const items = questions
    .slice(0, attempted)
    .map((question) => ({ question, seconds: chance.lognormal(quiz.pace, 0.5) * Math.exp(-0.12 * ability) }))
  const needed = Math.round(items.reduce((sum, { seconds }) => sum + seconds, 0))
  const taken = Math.min(needed, quiz.timeLimit ?? Infinity)
  const finishedAt = Math.min(now, startedAt + taken)
  const decidedAt = isAbandoned ? null : gradedAt(quiz, finishedAt, now, chance)

  let correct = 0
  let shownAt = startedAt
  for (const [order, { question, seconds }] of items.entries()) {
    const given = respond(question, knows(question, ability, chance), chance)
    const corrections = quiz.requiresCorrect && !given.isCorrect ? 1 + chance.poisson(0.4) : 0
    const keyed = question.answers.find(({ isKeyed }) => isKeyed)
    const isGraded = question.kind !== 'freeform' || decidedAt !== null
    const isCorrect = given.isCorrect || corrections > 0
    if (isCorrect) correct++
    // Whoever would need longer than there is hurries.
    const answeredAt = Math.min(finishedAt, shownAt + Math.round((seconds * taken) / needed))
    const isManual = question.kind === 'freeform'
    const responseId = writer.id('quiz_question_response')
    writer.add('quiz_question_response', {
      ...stamped(shownAt, answeredAt, isManual ? decidedAt : null),
      quiz_question_response_id: responseId,
      order: order + 1,
      is_correct: isGraded ? isCorrect : null,
      submit_count: 1 + corrections,
      started_at: timestamp(shownAt),
      finished_at: timestamp(answeredAt),
      grader_feedback:
        isManual && decidedAt !== null
          ? (graderFeedback[isCorrect ? chance.integer(0, 1) : chance.integer(2, 3)] ?? null)
          : null,
      quiz_answer_id: corrections > 0 && given.answerId !== null ? (keyed?.id ?? null) : given.answerId,
      quiz_response_id: id,
      quiz_question_id: question.id,
      response_text: given.text,
      randomize_answers: quiz.randomizeAnswers,
    })
    for (const answerId of given.chosenIds) {
      writer.add('quiz_question_response_chosen_answers', {
        ...stamped(answeredAt),
        quiz_question_response_chosen_answer_id: writer.id('quiz_question_response_chosen_answers'),
        quiz_answer_id: answerId,
        quiz_question_response_id: responseId,
      })
    }
    shownAt = answeredAt
  }

  const passed = decidedAt === null ? null : correct * 100 >= quiz.passing * questions.length
  writer.add('quiz_response', {
    ...stamped(startedAt, finishedAt, decidedAt),
    quiz_response_id: id,
    completed_at: timestampOrNull(decidedAt),
    graded_at: quiz.isGradedByHand ? timestampOrNull(decidedAt) : null,
    correct_response_count: isAbandoned
      ? ''
      : chance.chance(0.01)
        ? `${correct}.0`
        : chance.chance(0.002)
          ? 'N/A'
          : `${correct}`,
    is_passed: passed,
    started_at: timestamp(startedAt),
    finished_at: isAbandoned ? null : timestamp(finishedAt),
    question_count: questions.length,
    quiz_id: quiz.id,
    student_lesson_progress_id: lessonProgressId,
    attempted_question_count: attempted,
  })
  return { finishedAt, decidedAt, passed, correct, questions: questions.length }
}
