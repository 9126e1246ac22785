import { PeopleList } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import { Card } from '@/components/ui/card'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import type { CardData, QuizView } from './quiz-view'

const RULE =
  'Finished attempts with a question that is graded by hand, and without a grading so far, whenever they were handed in.'

/** Answers with their people for readers who may see single learners; for all others, how many there are. */
export function GradingQueue({ view, grading: { grading, people } }: { view: QuizView; grading: CardData<'grading'> }) {
  const waiting = numberOf(grading?.['waiting'])
  const pace = paceOf(grading)
  if (people === null) return <WaitingCount grading={grading} />
  const params = filterParams(view.inside)
  params.set('quiz', view.data.quiz.id)
  return (
    <PeopleList
      title="Waiting for a grader"
      about={`${formatCounted(waiting ?? 0, 'attempt', 'attempts')}, the longest waiting first. ${pace}`}
      rows={people.queue.map((row, index) => ({
        id: `${index}`,
        name: String(row['name']),
        team: typeof row['teams'] === 'string' ? row['teams'] : 'No team today',
        what: typeof row['answer_text'] === 'string' ? `“${row['answer_text']}”` : 'No text',
        late: `${formatCounted(Math.floor(numberOf(row['days_waiting']) ?? 0), 'day', 'days')} waiting`,
        last: `handed in ${formatDay(String(row['handed_in_at']))}`,
        href: personHref(row['person'], view.filters),
      }))}
      {...(people.queue.length > 0 && { csvHref: `/export/analysis/quiz_grading_queue?${params}` })}
      emptyText="Everything that was handed in is graded."
      footer={
        <span>
          {RULE}
          {(waiting ?? 0) > people.queue.length &&
            ` The first ${formatCount(people.queue.length)} answers are shown; the CSV has all.`}
        </span>
      }
    />
  )
}

function paceOf(grading: CardData<'grading'>['grading']): string {
  const days = numberOf(grading?.['median_days'])
  const graded = numberOf(grading?.['graded'])
  if (days === null || graded === null || graded === 0) return 'None of the period is graded yet.'
  return `${formatCounted(graded, 'attempt', 'attempts')} of the period graded, in a median of ${formatValue(days, 'days')} days.`
}

function WaitingCount({ grading }: { grading: CardData<'grading'>['grading'] }) {
  const waiting = grading === null ? 0 : numberOf(grading['waiting'])
  const oldest = numberOf(grading?.['oldest_days'])
  return (
    <Card
      title="Waiting for a grader"
      about="Attempts; people and what they wrote are not shown to your role."
      footer={<span>{RULE}</span>}
    >
      <p className="text-figure font-semibold tabular">{waiting === null ? 'Hidden' : formatCount(waiting)}</p>
      <p className="text-muted">
        {waiting === null
          ? 'Fewer than 5 people are behind this number.'
          : oldest === null
            ? 'Everything that was handed in is graded.'
            : `The oldest has waited ${formatValue(oldest, 'days')} days.`}{' '}
        {grading?.['suppressed'] === true && grading['graded'] === null ? '' : paceOf(grading)}
      </p>
    </Card>
  )
}
