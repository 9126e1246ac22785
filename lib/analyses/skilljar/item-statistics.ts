/** Difficulty and discrimination of every question, in one reading. */
import { sql } from 'kysely'
import type { ScopedReader } from '@/lib/authz/reader'
import { readRows } from '@/lib/metrics/read-rows'
import type { AnalysisQuery } from '../analysis'
import { isSmall } from '../hide-small'
import { withCompanions } from '../with-companions'
import { questionKind, questionNames, questionText, quizName, selectedAnswers } from './quiz-answers'

export interface ItemStatistics {
  readonly quiz: string
  readonly quiz_name: string
  readonly question: string
  readonly number: number | null
  readonly question_text: string | null
  readonly kind: string | null
  readonly answers: number
  readonly people: number
  /** People who were right. */
  readonly people_right: number
  readonly difficulty: number
  /** Answers of people who saw another graded question too. */
  readonly compared: number
  readonly correlation: number | null
}

/**
 * The rest score is the share right of the attempt's other graded questions. float8 as the tests' own statistics, and
 * corr() computes without cancellation.
 */
export function itemStatistics(reader: ScopedReader, query: AnalysisQuery): Promise<readonly ItemStatistics[]> {
  const statement = sql<ItemStatistics>`
    select item.content_id as quiz, ${quizName} as quiz_name, item.quiz_question_id as question, question."order" as number,
      ${questionText} as question_text, ${questionKind} as kind, item.answers::int, item.people::int, item.people_right::int, item.difficulty,
      item.compared::int, item.correlation
    from (
      select content_id, quiz_question_id, count(*) as answers, count(distinct person_id) as people,
        count(distinct person_id) filter (where x = 1) as people_right, avg(x) as difficulty, regr_count(x, rest) as compared,
        corr(x, rest) as correlation
      from (
        select content_id, quiz_question_id, person_id, is_right::int::float8 as x,
          (sum(is_right::int::float8) over whole - is_right::int::float8) / nullif(count(*) over whole - 1, 0) as rest
        from ${selectedAnswers(reader, query)}
        where is_right is not null
        window whole as (partition by attempt)
      ) as answer
      group by content_id, quiz_question_id
    ) as item
    ${questionNames}
    order by lower(${quizName}), item.content_id, question."order" nulls last, item.quiz_question_id collate "C"`
  return readRows<ItemStatistics>(reader, statement.compile(reader.db))
}

/**
 * Whose results readers of aggregates do not see. All questions of a quiz together are its mean score, which is shown:
 * where one is hidden, the easiest of the others go with it.
 */
export function itemsToHide(items: readonly ItemStatistics[], minimum: number): ReadonlySet<ItemStatistics> {
  const isHidden = ({ people, people_right }: ItemStatistics) =>
    (people > 0 && people < minimum) || isSmall(people_right, people, minimum)
  const counts = ({ people, people_right }: ItemStatistics) => [people - people_right, people_right]
  const quizzes = [...Map.groupBy(items, ({ quiz }) => quiz).values()]
  return new Set(quizzes.flatMap((own) => [...withCompanions(own, isHidden, counts, minimum)]))
}
