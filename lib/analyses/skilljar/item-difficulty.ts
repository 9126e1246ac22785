/** How many people get each question right (METRICS.md, item_difficulty). */
import { defineAnalysis } from '../analysis'
import { hideSmall, isSmall } from '../hide-small'
import { itemStatistics } from './item-statistics'
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
    const minimum = reader.scope.minimumCell
    return items.map(({ people, people_right, compared: _, correlation: __, ...item }) => {
      if (people > 0 && people < minimum) return hideSmall(item, ['answers', 'difficulty'])
      return hideSmall(item, isSmall(people_right, people, minimum) ? ['difficulty'] : [])
    })
  },
})
