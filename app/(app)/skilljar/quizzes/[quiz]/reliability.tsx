import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { formatValue } from '@/lib/format/value'
import type { CardData } from './quiz-view'

/** Common readings of KR-20, from the highest down. */
const readings = [
  { from: 0.8, words: 'High: the questions agree well about who is strong.' },
  { from: 0.7, words: 'Good enough for decisions about groups.' },
  { from: 0.5, words: 'Low: the score of one person says little; weak questions may be the reason.' },
  { from: -Infinity, words: 'Very low: the questions measure different things, or guessing weighs more than knowing.' },
]

/** KR-20, or why there is none; and how the questions do, which it rests on. */
export function Reliability({ reliability, items }: Pick<CardData<'items'>, 'reliability' | 'items'>) {
  const value = numberOf(reliability?.['kr20'])
  const attempts = numberOf(reliability?.['attempts'])
  const left = numberOf(reliability?.['attempts_left_out']) ?? 0
  const questions = numberOf(reliability?.['questions']) ?? 0
  return (
    <Card
      id="reliability"
      className="charts:col-span-5"
      title="Reliability"
      about="KR-20: how far the questions agree about who is strong; 1 is perfect. First attempts of the period."
      footer={
        reliability && (
          <span>
            {attempts !== null &&
              `${formatCounted(attempts, 'attempt', 'attempts')}, ${formatCounted(questions, 'question', 'questions')}. `}
            {left > 0 && `${formatCount(left)} left out, not graded in full. `}
            Only where everybody answered the same questions: the formula asks for a fixed form.
          </span>
        )
      }
    >
      <p className="text-figure font-semibold tabular">{value === null ? '–' : formatValue(value, 'decimal')}</p>
      <p className="text-muted">
        {value !== null
          ? readingOf(value, attempts)
          : reliability === null
            ? 'Nobody finished a first attempt in the period and under these filters.'
            : reliability['suppressed'] === true
              ? 'Hidden: fewer than 5 people are behind this number.'
              : `None: ${String(reliability['reason'])}`}
      </p>
      {items.length > 0 && (
        <dl className="-mx-4 mt-4 border-t border-border px-4 pt-1">
          {verdictsOf(items).map(({ words, count }) => (
            <div key={words} className="flex justify-between border-b border-border py-1.5 last:border-b-0">
              <dt className={count === 0 ? 'text-muted' : ''}>{words}</dt>
              <dd className={cn('tabular', count === 0 ? 'text-muted' : 'font-[550]')}>{formatCount(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  )
}

function readingOf(value: number, attempts: number | null): string {
  if (isSmallSample(attempts)) return `n ${attempts}: too few attempts to rely on.`
  return readings.find(({ from }) => value >= from)?.words ?? ''
}

/** How many questions have which flag, the worst first. */
function verdictsOf(items: CardData<'items'>['items']) {
  const count = (words: string, is: (row: CardData<'items'>['items'][number]['discrimination']) => boolean) => ({
    words,
    count: items.filter(({ discrimination }) => is(discrimination)).length,
  })
  const known = (row: Parameters<Parameters<typeof count>[1]>[0]) => typeof row?.['discrimination'] === 'number'
  return [
    count('Questions possibly miskeyed', (row) => row?.['flag'] === 'possibly miskeyed'),
    count('Weak questions', (row) => row?.['flag'] === 'weak'),
    count('Questions without a flag', (row) => known(row) && row?.['flag'] === null),
    count('Not computed: too few answers, or all alike', (row) => !known(row) && row?.['suppressed'] !== true),
    ...(items.some(({ discrimination }) => discrimination?.['suppressed'] === true)
      ? [count('Hidden: too few people for your role', (row) => row?.['suppressed'] === true)]
      : []),
  ]
}
