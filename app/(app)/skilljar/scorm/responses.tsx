import { Bars } from '@/components/charts/bars'
import { ExportMenu } from '@/components/export/export-menu'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { responseInWords } from './scorm-words'
import type { ScormViewOf } from './scorm-view'

const MOST = 12

/** What people answered to one question: the one that the address names, else the hardest. */
export function Responses({ view }: { view: ScormViewOf<'interactions'> }) {
  const { data, exported, period } = view
  const { chosen, responses } = data
  const all = responses.filter(({ answers }) => answers !== 0)
  const rows = all.slice(0, MOST)
  const listed = all.reduce((sum, { answers }) => sum + (numberOf(answers) ?? 0), 0)
  const isPartly = chosen !== null && listed !== chosen.answers
  return (
    <Bars
      id="responses"
      title={chosen === null ? 'Responses' : `Responses to ${chosen.identifier}`}
      about={
        chosen === null
          ? 'What people answered to one question of a module.'
          : `${chosen.name}: what people answered in the latest attempts. Choose another question in the table above.`
      }
      period={period}
      tools={
        rows.length > 0 && (
          <ExportMenu
            compact
            href={`/export/analysis/scorm_responses?${filterParams(exported)}`}
            of="All responses to all questions"
          />
        )
      }
      what="Response"
      measure="Answers"
      format="count"
      states={[
        { key: 'right', label: 'Right', color: 'positive' },
        { key: 'other', label: 'Not right', color: 'other' },
      ]}
      rows={rows.map((row, place) => {
        const [answers, right] = [numberOf(row['answers']), numberOf(row['right'])]
        const share = numberOf(row['share'])
        const known = answers !== null && right !== null
        return {
          key: String(place),
          label: responseInWords(row['response']),
          values: known ? [right, answers - right] : [null, null],
          note: share === null ? undefined : `${formatPercent(share)} of the answers`,
          hidden: !known,
        }
      })}
      note={
        rows.length > 0 && (
          <>
            {all.length > rows.length &&
              `The ${formatCount(rows.length)} most frequent of ${formatCount(all.length)}. `}
            {isPartly && 'Responses of fewer than 5 people are not told. '}
            The CSV has all responses to all questions.
          </>
        )
      }
      empty={{
        title: 'No responses',
        text:
          chosen === null
            ? 'No module attempted in this period reported what people answered.'
            : 'Nobody answered this question in the period and under these filters, or each response is of fewer than 5 people.',
      }}
      definition="/catalogue/scorm_responses"
    />
  )
}
