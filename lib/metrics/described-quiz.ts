/** What Skilljar says of one quiz. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { filled } from './facts/datacamp-rows'
import { readRows } from './read-rows'

export interface DescribedQuiz {
  readonly id: string
  readonly title: string
  /** False: attempts name it, and nothing else does. */
  readonly isDescribed: boolean
  /** In percent of the questions. */
  readonly passing: number | null
  readonly maxAttempts: number | null
  readonly timeLimitSeconds: number | null
  /** Whether it asks until the answer is right. */
  readonly requiresCorrect: boolean
  readonly isRandom: boolean
  /** Of its own questions so many are drawn, where these come in random order. */
  readonly drawn: number | null
  readonly questions: number
  readonly banks: number
  readonly isGradedByHand: boolean
}

/** Null: no such quiz. Quizzes are open to every reader; one that attempts alone know, to those who see such an attempt. */
export async function describedQuiz(reader: ScopedReader, id: string): Promise<DescribedQuiz | null> {
  const mayKnow = reader.scope.people === 'all'
  const statement = sql<DescribedQuiz>`
    select known.id, coalesce(${filled('quiz.name')}, 'Unknown quiz ' || known.id) as title, quiz.quiz_id is not null as "isDescribed",
      quiz.passing_percentage_correct::float8 as passing, nullif(greatest(quiz.max_attempts, 0), 0) as "maxAttempts",
      nullif(greatest(quiz.time_limit_seconds, 0), 0) as "timeLimitSeconds",
      coalesce(quiz.require_correct_response, false) as "requiresCorrect", coalesce(quiz.randomize_questions, false) as "isRandom",
      case when quiz.randomize_questions then nullif(greatest(quiz.limit_question_count, 0), 0) end as drawn,
      (select count(*)::int from skilljar.quiz_question where quiz_id = known.id) as questions,
      (select count(*)::int from skilljar.quiz_question_bank_assignment where quiz_id = known.id) as banks,
      exists (
        select from skilljar.quiz_question as question
        left join skilljar.quiz_question_bank_assignment as assignment using (quiz_question_bank_id)
        where question.requires_manual_grading and known.id in (question.quiz_id, assignment.quiz_id)
      ) as "isGradedByHand"
    from (select ${id}::text as id) as known
    left join skilljar.quiz as quiz on quiz.quiz_id = known.id
    where quiz.quiz_id is not null or known.id <> '' and ${mayKnow}::boolean and exists (select from skilljar.quiz_response where quiz_id = known.id)`
  const [found] = await readRows<DescribedQuiz>(reader, statement.compile(reader.db))
  return found ?? null
}
