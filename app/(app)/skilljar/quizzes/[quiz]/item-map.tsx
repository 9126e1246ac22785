import { Scatter } from '@/components/charts/scatter'
import { numberOf } from '@/lib/format/number-of'
import { formatCounted } from '@/lib/format/numbers'
import { flagInWords, itemHref, nameOf, numbersOf } from './item-choice'
import type { CardData, QuizView } from './quiz-view'

/** Difficulty against discrimination: good questions stand high, misleading ones below the line. */
export function ItemMap({ view, items }: { view: QuizView; items: CardData<'items'>['items'] }) {
  const numbers = numbersOf(items)
  const shown = items.filter(
    ({ difficulty, discrimination }) =>
      numberOf(difficulty['difficulty']) !== null && numberOf(discrimination?.['discrimination']) !== null,
  )
  const unplaced = items.length - shown.length
  return (
    <Scatter
      id="item-map"
      className="charts:col-span-7"
      title="Difficulty and discrimination"
      about="Each number is a question: further right is easier, higher tells strong from weak better. One opens its answers."
      period={view.period}
      what="Question"
      x={{ title: 'Right', format: 'percent', from: 0, to: 1 }}
      y={{ title: 'Discrimination', format: 'decimal', from: -0.1, to: 0.4 }}
      limits={[{ y: 0.1, label: 'Weak below 0.10' }]}
      points={shown.map(({ difficulty, discrimination }) => {
        const id = String(difficulty['question'])
        const flag = discrimination?.['flag']
        return {
          key: id,
          mark: numbers.get(id) ?? '',
          label: nameOf(difficulty),
          x: numberOf(difficulty['difficulty']),
          y: numberOf(discrimination?.['discrimination']),
          n: numberOf(discrimination?.['answers']),
          small: discrimination?.['confidence'] === 'low confidence',
          ...(typeof flag === 'string' && {
            verdict: {
              text: flagInWords(discrimination) ?? flag,
              color: flag === 'weak' ? ('warning' as const) : ('negative' as const),
            },
          }),
          href: itemHref(view, id),
        }
      })}
      note={
        shown.length > 0 &&
        [
          'Grey and hollow: low confidence, fewer than 30 answers.',
          unplaced > 0 &&
            `${formatCounted(unplaced, 'question is', 'questions are')} not placed: fewer than 10 answers, everybody or nobody was right, or too few people for your role.`,
        ]
          .filter((text) => text !== false)
          .join(' ')
      }
      empty={{
        title: 'No question can be placed yet',
        text: 'Discrimination asks for 10 first attempts that others can be compared with, some right and some wrong.',
      }}
      definition="/catalogue/item_discrimination"
    />
  )
}
