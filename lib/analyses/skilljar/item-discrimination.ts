/** Whether those who do well on the rest of a quiz do well on each question (METRICS.md, item_discrimination). */
import { defineAnalysis } from '../analysis'
import { hideSmall } from '../hide-small'
import { itemStatistics, itemsToHide, type ItemStatistics } from './item-statistics'
import { answersLeftOut, answersReadFrom, itemColumns, quizParameter } from './quiz-answers'

const FEWEST = 10
const ENOUGH = 30
const WEAK = 0.1

/** Too few answers, or all alike: there is nothing to say. */
function discriminationOf({ compared, difficulty, correlation }: ItemStatistics): number | null {
  return compared >= FEWEST && difficulty > 0 && difficulty < 1 ? correlation : null
}

/** Floating point leaves traces where the true value is 0 or the limit itself. */
const TRACE = 1e-9

function flagOf(discrimination: number | null): string | null {
  if (discrimination === null || discrimination >= WEAK - TRACE) return null
  return discrimination < -TRACE ? 'possibly miskeyed' : 'weak'
}

function confidenceOf(discrimination: number | null, compared: number): string | null {
  if (discrimination === null) return null
  return compared < ENOUGH ? 'low confidence' : 'enough answers'
}

export const itemDiscrimination = defineAnalysis({
  label: 'Question discrimination',
  description:
    'How well each question tells strong from weak people: the correlation of being right on it with the score on the rest.',
  formula:
    'Corrected point-biserial: correlation of is_correct with the share right of the other questions that the person saw, over first finished attempts.',
  readFrom: answersReadFrom,
  leftOut: [
    ...answersLeftOut,
    `Questions with fewer than ${FEWEST} answers, and those that everybody or nobody got right; below ${ENOUGH} the confidence is low.`,
  ],
  columns: [
    ...itemColumns,
    { name: 'answers', label: 'Answers compared', kind: 'number', format: 'count' },
    { name: 'discrimination', label: 'Discrimination', kind: 'number', format: 'decimal' },
    { name: 'confidence', label: 'Confidence', kind: 'text' },
    { name: 'flag', label: 'Flag', kind: 'text' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: quizParameter,
  async rows(reader, query) {
    const items = await itemStatistics(reader, query)
    const { minimumCell } = reader.scope
    const hidden = itemsToHide(items, minimumCell)
    return items.map((item) => {
      const { quiz, quiz_name, question, number, question_text, kind, compared, people } = item
      const discrimination = discriminationOf(item)
      const row = {
        quiz,
        quiz_name,
        question,
        number,
        question_text,
        kind,
        answers: compared,
        discrimination,
        confidence: confidenceOf(discrimination, compared),
        flag: flagOf(discrimination),
      }
      const isFew = people > 0 && people < minimumCell
      return hideSmall(row, [
        ...(isFew ? (['answers'] as const) : []),
        ...(hidden.has(item) ? (['discrimination', 'confidence', 'flag'] as const) : []),
      ])
    })
  },
})
