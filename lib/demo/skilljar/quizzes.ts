/** Quizzes with questions whose difficulty and discrimination are known, so that item analysis has something to find. */
import type { Instant } from '../calendar'
import type { Random } from '../random'
import { stamped, type Making } from './making'
import { blankTexts, choiceTexts, freeformTexts, multipleTexts } from './quiz-texts'

export type QuestionKind = 'choice' | 'multiple' | 'blank' | 'freeform'

export interface Answer {
  readonly id: string
  /** What the quiz holds for right; on a miskeyed question that is the wrong one. */
  readonly isKeyed: boolean
  readonly isTrue: boolean
}

export interface Question {
  readonly id: string
  readonly kind: QuestionKind
  /** Logits: how able a learner must be for an even chance, and how sharply the item tells learners apart. */
  readonly difficulty: number
  readonly discrimination: number
  readonly answers: readonly Answer[]
}

export interface Quiz {
  readonly id: string
  readonly questions: readonly Question[]
  /** Questions drawn per attempt; null: all, in their order. */
  readonly drawn: number | null
  readonly passing: number
  readonly maxAttempts: number | null
  readonly requiresCorrect: boolean
  readonly randomizeAnswers: boolean
  readonly isGradedByHand: boolean
  /** Seconds that half of the learners need at most for a question. */
  readonly pace: number
  readonly timeLimit: number | null
}

/** Quizzes with a peculiarity, by the title of their course. */
const miskeyed: Readonly<Record<string, number>> = { 'Code of Conduct': 3, 'Working with Data Responsibly': 2 }
const fromBanks: Readonly<Record<string, readonly string[]>> = {
  'Data Protection Essentials': ['Privacy basics', 'Privacy cases'],
  'Workplace Safety': ['Hazards and signs'],
}
const requiringCorrect = new Set(['Information Security Awareness', 'Working at Height'])
const drawing = new Set(['Fair Competition', 'Orders from Quote to Invoice', 'Export Controls'])
const freeform = new Set([
  'Our Customers and Markets',
  'Writing That Gets Read',
  'Train the Trainer',
  'Solution Selling',
  'Strategic Thinking',
])
/** Its author's form of the word; Skilljar's documentation has it too. */
const misspelling = new Set(['Key Figures of Our Business'])
const QUESTIONS = 8

interface Place {
  readonly quizId: string | null
  readonly bankId: string | null
  readonly order: number
  readonly topic: string
}

class QuizAuthor {
  readonly #making: Making
  readonly #chance: Random
  readonly #course: string
  readonly #created: Instant

  constructor(making: Making, course: string, created: Instant) {
    this.#making = making
    this.#chance = making.chance('quiz', course)
    this.#course = course
    this.#created = created
  }

  quiz(topics: readonly string[]): Quiz {
    const chance = this.#chance
    const { writer } = this.#making
    const id = writer.id('quiz')
    const banks = fromBanks[this.#course]
    const isDrawn = drawing.has(this.#course)
    const drawn = isDrawn ? 6 : null
    const passing = chance.pick([60, 70, 70, 80])
    const maxAttempts = chance.pick([2, 3, 3, null])
    const randomizeAnswers = chance.chance(0.5)
    const requiresCorrect = requiringCorrect.has(this.#course)
    const pace = this.#making.chance('quiz pace', this.#course).between(25, 80)
    // Slow learners run into it.
    const timeLimit = chance.chance(0.3) ? Math.ceil((pace * (drawn ?? QUESTIONS) * 1.35) / 60) * 60 : null
    writer.add('quiz', {
      ...stamped(this.#created, this.#created + 20 * 86_400),
      quiz_id: id,
      name: `${this.#course} quiz`,
      passing_percentage_correct: passing,
      max_attempts: maxAttempts,
      require_correct_response: requiresCorrect,
      randomize_questions: isDrawn,
      limit_question_count: drawn,
      randomize_answers: randomizeAnswers,
      time_limit_seconds: timeLimit,
    })
    const topicOf = (index: number) => topics[index % topics.length] ?? this.#course
    const questions =
      banks === undefined
        ? Array.from({ length: isDrawn ? QUESTIONS + 4 : QUESTIONS }, (_, order) =>
            this.#question({ quizId: id, bankId: null, order: order + 1, topic: topicOf(order) }, this.#kind(order)),
          )
        : banks.flatMap((name, order) => this.#bank(id, name, order + 1, topicOf(order)))
    return {
      id,
      questions,
      drawn: banks === undefined ? drawn : QUESTIONS,
      passing,
      maxAttempts,
      requiresCorrect,
      randomizeAnswers,
      isGradedByHand: freeform.has(this.#course),
      pace,
      timeLimit,
    }
  }

  #kind(order: number): QuestionKind {
    if (freeform.has(this.#course) && order === QUESTIONS - 1) return 'freeform'
    if (miskeyed[this.#course] !== undefined || drawing.has(this.#course)) return 'choice'
    return order === 5 ? 'multiple' : order === 6 ? 'blank' : 'choice'
  }

  #bank(quizId: string, name: string, order: number, topic: string): Question[] {
    const { writer } = this.#making
    const bankId = writer.id('quiz_question_bank')
    writer.add('quiz_question_bank', { ...stamped(this.#created), quiz_question_bank_id: bankId, name })
    writer.add('quiz_question_bank_assignment', {
      ...stamped(this.#created),
      quiz_question_bank_assignment_id: writer.id('quiz_question_bank_assignment'),
      quiz_question_bank_id: bankId,
      quiz_id: quizId,
      order,
      randomize_questions: true,
      limit_question_count: QUESTIONS / (fromBanks[this.#course]?.length ?? 1),
    })
    return Array.from({ length: QUESTIONS + 2 }, (_, index) =>
      this.#question({ quizId: null, bankId, order: index + 1, topic }, 'choice'),
    )
  }

  #question({ quizId, bankId, order, topic }: Place, kind: QuestionKind): Question {
    const chance = this.#chance
    const { writer } = this.#making
    const id = writer.id('quiz_question')
    const choice = choiceTexts[(order - 1) % choiceTexts.length] ?? chance.pick(choiceTexts)
    const [multiple, blank] = [chance.pick(multipleTexts), chance.pick(blankTexts)]
    const stem = {
      choice: choice.stem,
      multiple: multiple.stem,
      blank: blank.stem,
      freeform: chance.pick(freeformTexts),
    }[kind]
    const type = {
      choice: 'MULTIPLE_CHOICE',
      multiple: 'MULTIPLE_ANSWER',
      blank: 'FILL_IN_THE_BLANK',
      freeform: 'FREEFORM',
    }[kind]
    writer.add('quiz_question', {
      ...stamped(this.#created, this.#created + order * 3600),
      quiz_question_id: id,
      type: type === 'MULTIPLE_CHOICE' && misspelling.has(this.#course) ? 'MULTIPE_CHOICE' : type,
      order,
      html: `<p>${stem.replace('{topic}', topic)}</p>`,
      quiz_id: quizId,
      quiz_question_bank_id: bankId,
      requires_manual_grading: kind === 'freeform',
    })
    const texts = {
      choice: [choice.right, ...choice.wrong].map((text, index) => ({ text, isTrue: index === 0 })),
      multiple: [
        ...multiple.right.map((text) => ({ text, isTrue: true })),
        ...multiple.wrong.map((text) => ({ text, isTrue: false })),
      ],
      blank: blank.accepted.map((text) => ({ text, isTrue: true })),
      freeform: [],
    }[kind]
    const isMiskeyed = kind === 'choice' && miskeyed[this.#course] === order
    const answers = texts.map(({ text, isTrue }, index): Answer => {
      const answer = { id: writer.id('quiz_answer'), isTrue, isKeyed: isMiskeyed ? index === 1 : isTrue }
      writer.add('quiz_answer', {
        ...stamped(this.#created, this.#created + order * 3600),
        quiz_answer_id: answer.id,
        order: index + 1,
        is_correct: answer.isKeyed,
        text,
        quiz_question_id: id,
      })
      return answer
    })
    // Every third question from the fifth tells able and weak learners hardly apart.
    const discrimination = isMiskeyed
      ? 2
      : order % 3 === 2 && order > 4
        ? chance.between(0.05, 0.3)
        : chance.between(1, 2.2)
    return { id, kind, answers, discrimination, difficulty: isMiskeyed ? 0.4 : chance.normal(-0.8, 0.8) }
  }
}

export function createQuiz(making: Making, course: string, topics: readonly string[], created: Instant): Quiz {
  return new QuizAuthor(making, course, created).quiz(topics)
}
