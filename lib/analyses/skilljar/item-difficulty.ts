/** How many people get each question right (METRICS.md, item_difficulty). */
import { defineAnalysis } from '../analysis'
import { hideSmall } from '../hide-small'
import { itemStatistics, itemsToHide } from './item-statistics'
import { answersLeftOut, answersReadFrom, itemColumns, quizParameter } from './quiz-answers'

export const itemDifficulty = defineAnalysis({
  label: 'Question difficulty',
  description: 'Share of the answers to each question that was right; the higher, the easier.',
  formula:
    'Mean of is_correct over first finished attempts; where the quiz asks until the answer is right, right at the first try (submit_count = 1).',
  readFrom: answersReadFrom,
  leftOut: answersLeftOut,
  columns: [
    ...itemColumns,
    { name: 'answers', label: 'Answers', kind: 'number', format: 'count' },
    { name: 'difficulty', label: 'Right', kind: 'number', format: 'percent' },
    { name: 'suppressed', label: 'Too few people', kind: 'boolean' },
  ],
  parameters: quizParameter,
  async rows(reader, query) {
    const items = await itemStatistics(reader, query)
    const { minimumCell } = reader.scope
    const hidden = itemsToHide(items, minimumCell)
    return items.map((item) => {
      const { people, people_right: _, compared: __, correlation: ___, ...row } = item
      const isFew = people > 0 && people < minimumCell
      return hideSmall(row, [
        ...(isFew ? (['answers'] as const) : []),
        ...(hidden.has(item) ? (['difficulty'] as const) : []),
      ])
    })
  },
})
