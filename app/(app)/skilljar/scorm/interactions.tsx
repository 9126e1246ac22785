import { MessageCircleQuestionMark } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { kindInWords, resultsInWords } from './scorm-words'
import type { ScormViewOf } from './scorm-view'

/** Lines on the page; the CSV has all. */
const MOST = 200

const columns = [
  { id: 'interaction', label: 'Interaction', mono: true },
  { id: 'module', label: 'Module', wraps: true },
  { id: 'kind', label: 'Kind' },
  { id: 'attempts', label: 'Attempts', numeric: true },
  { id: 'answers', label: 'Answers', numeric: true },
  { id: 'right', label: 'Right', numeric: true },
  { id: 'wrong', label: 'Wrong', numeric: true },
  { id: 'share', label: 'Share right', numeric: true },
  { id: 'other', label: 'Other results', wraps: true },
]

/** Question by question inside of the modules, the hardest first. */
export function Interactions({ view }: { view: ScormViewOf<'interactions'> }) {
  const { data, exported } = view
  const rows = data.interactions.slice(0, MOST)
  return (
    <Card
      id="interactions"
      title="Interactions"
      about="Questions inside of the modules, in the latest attempts, the hardest first. A question opens its responses."
      tools={
        rows.length > 0 && (
          <ExportMenu
            compact
            href={`/export/analysis/scorm_interactions?${filterParams(exported)}`}
            of="Interactions"
          />
        )
      }
      footer={
        <span>
          Share right: of the answers that the module calls correct, incorrect or wrong. Any other result is listed with
          its number, not guessed at.
          {data.interactions.length > MOST &&
            ` The first ${MOST} of ${formatCount(data.interactions.length)}; the CSV has all.`}
        </span>
      }
    >
      {rows.length === 0 ? (
        <EmptyState icon={MessageCircleQuestionMark} title="No interactions">
          No module attempted in this period reported answers to its questions.
        </EmptyState>
      ) : (
        <DataTable
          label="Interactions"
          chooseColumns={false}
          columns={columns}
          rows={rows.map((row) => ({
            id: `${row['resource']} ${row['identifier']}`,
            small: isSmallSample(numberOf(row['answers'])),
            cells: cellsOf(row, view),
          }))}
        />
      )}
    </Card>
  )
}

function cellsOf(row: AnalysisRow, { page, filters, besides }: ScormViewOf<'interactions'>): Record<string, TableCell> {
  const params = new URLSearchParams([...filterParams(filters), ...besides])
  params.set('interaction', `${row['resource']}/${row['identifier']}`)
  const share = numberOf(row['share_right'])
  const few = numberOf(row['answers']) === null
  const isJudged = numberOf(row['right']) !== null
  return {
    interaction: { text: String(row['identifier']), href: `${page}?${params}#responses` },
    module: { text: String(row['resource_name']) },
    kind: { text: kindInWords(row['kind']), quiet: row['kind'] === null },
    attempts: counted(row['attempts']),
    answers: counted(row['answers']),
    right: counted(row['right']),
    wrong: counted(row['wrong']),
    share:
      share !== null
        ? { text: formatPercent(share), meter: share }
        : { text: few || !isJudged ? 'Hidden' : '–', quiet: true },
    other:
      row['other_results'] === null
        ? { text: isJudged ? '' : 'Hidden', quiet: true }
        : { text: resultsInWords(String(row['other_results'])) },
  }
}

function counted(value: unknown): TableCell {
  const count = numberOf(value)
  return count === null ? { text: 'Hidden', quiet: true } : { text: formatCount(count), quiet: count === 0 }
}
