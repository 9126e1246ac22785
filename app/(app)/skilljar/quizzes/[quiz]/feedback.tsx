import { MessageSquare } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import type { CardData, QuizView } from './quiz-view'

/** What graders wrote, the latest first; how often they wrote anything, for those who see no single learners. */
export function Feedback({ view, grading: { grading, people } }: { view: QuizView; grading: CardData<'grading'> }) {
  const params = filterParams(view.inside)
  params.set('quiz', view.data.quiz.id)
  const rows = people?.feedback ?? []
  return (
    <Card
      id="feedback"
      title="Feedback of graders"
      about={shareOf(grading)}
      tools={
        rows.length > 0 && (
          <ExportMenu compact href={`/export/analysis/quiz_feedback?${params}`} of="Feedback of graders" />
        )
      }
      footer={rows.length > 0 && <span>The latest {formatCount(rows.length)}; the CSV has all of the period.</span>}
    >
      {rows.length === 0 ? (
        <EmptyState
          icon={MessageSquare}
          title={people === null ? 'Feedback is not shown to your role' : 'No feedback yet'}
        >
          {people === null
            ? 'What graders and people write may tell who they are.'
            : 'In this period and under these filters no grader wrote anything.'}
        </EmptyState>
      ) : (
        <ul className="-mx-4 -mb-4">
          {rows.map((row, index) => (
            <li key={index} className="border-b border-border px-4 py-2 last:border-b-0">
              <p>{String(row['feedback'])}</p>
              <p className="text-small text-muted">
                To {String(row['name'])}
                {typeof row['is_correct'] === 'boolean' && `, graded ${row['is_correct'] ? 'right' : 'wrong'}`}
                {typeof row['graded_at'] === 'string' && ` on ${formatDay(row['graded_at'])}`}
                {typeof row['answer_text'] === 'string' && `: “${row['answer_text']}”`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function shareOf(grading: CardData<'grading'>['grading']): string {
  const [graded, written] = [numberOf(grading?.['graded']), numberOf(grading?.['with_feedback'])]
  if (grading !== null && (graded === null || written === null))
    return 'Fewer than 5 people are behind the numbers, or all but fewer than 5.'
  if (graded === null || graded === 0) return 'None of the attempts of the period is graded yet.'
  return `${formatCount(written)} of ${formatCount(graded)} graded attempts of the period have a word of the grader (${formatPercent((written ?? 0) / graded)}).`
}
