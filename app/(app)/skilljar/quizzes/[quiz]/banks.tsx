import { DataTable } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'

/** How a quiz draws from its banks, and how often each question of them came up. */
export function Banks({ rows }: { rows: readonly AnalysisRow[] }) {
  const banks = [...Map.groupBy(rows, ({ assignment }) => assignment).values()]
  const attempts = numberOf(rows[0]?.['attempts'])
  return (
    <Card
      id="banks"
      title="Question banks"
      about={
        attempts === null
          ? 'How often each question was shown. Fewer than 5 people are behind the numbers.'
          : `How often each question was shown, in ${formatCounted(attempts, 'attempt', 'attempts')} begun in the period, finished or not.`
      }
      footer={<span>{banks.map(inWords).join(' ')}</span>}
    >
      <DataTable
        label="Questions of the banks"
        chooseColumns={false}
        columns={[
          { id: 'question', label: 'Question' },
          { id: 'bank', label: 'Bank' },
          { id: 'kind', label: 'Kind' },
          { id: 'shown', label: 'Shown', numeric: true },
          { id: 'share', label: 'Of attempts', numeric: true },
        ]}
        rows={rows.map((row) => {
          const [shown, share] = [numberOf(row['shown']), numberOf(row['share'])]
          const isHidden = row['suppressed'] === true
          const none = { text: isHidden ? 'Hidden' : '–', quiet: true }
          const name = String(row['question_text'] ?? 'Question without a text')
          const text = row['question'] === null ? 'The bank holds no question' : `${row['number'] ?? ''} ${name}`.trim()
          return {
            id: `${row['assignment']} ${row['question']}`,
            cells: {
              question: { text, title: text, quiet: row['question'] === null },
              bank: { text: String(row['bank_name']) },
              kind: { text: String(row['kind'] ?? '–') },
              shown: shown === null ? none : { text: formatCount(shown), quiet: shown === 0 },
              share: share === null ? none : { text: formatPercent(share), meter: share, quiet: share === 0 },
            },
          }
        })}
      />
    </Card>
  )
}

/** "1 Privacy basics: 4 of 10 questions, in random order." */
function inWords([first, ...others]: readonly AnalysisRow[]): string {
  if (first === undefined) return ''
  const questions = first['question'] === null ? 0 : others.length + 1
  const most = numberOf(first['most'])
  const drawn = most === null ? 'all' : formatCount(most)
  const place = numberOf(first['place'])
  return `${place === null ? '' : `${place} `}${first['bank_name']}: ${drawn} of ${formatCounted(questions, 'question', 'questions')}, ${first['is_random'] === true ? 'in random order' : 'in their order'}.`
}
