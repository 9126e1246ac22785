import { Eye } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { GroupViewOf } from './group-view'

const columns: readonly TableColumn[] = [
  { id: 'thing', label: 'Page or course' },
  { id: 'kind', label: 'Kind' },
  { id: 'domain', label: 'Domain' },
  { id: 'default', label: 'By default' },
  { id: 'rule', label: 'Rule for the group' },
  { id: 'holds', label: 'What holds' },
]

/** Every page and course for this group: what everybody sees, and what is special to it. */
export function VisibleThings({ view }: { view: GroupViewOf<'visible'> }) {
  const { things, counted } = view.data
  return (
    <Card
      id="visible"
      className="charts:col-span-12"
      title="What the group sees"
      about={aboutThings(counted)}
      tools={
        things.length > 0 && (
          <ExportMenu
            compact
            href={`/export/analysis/visibility_rules?${filterParams(view.inside)}`}
            of="What the group sees"
          />
        )
      }
      footer={
        things.length > 0 && (
          <span>
            {formatCount(things.length)} of {formatCount(counted.things)} pages and courses. What members see through
            other groups is not counted here. Of the filters, domain alone counts.
          </span>
        )
      }
    >
      {things.length === 0 ? (
        <EmptyState icon={Eye} title="Nothing to see">
          Skilljar delivered no catalogue pages and no published courses under these filters.
        </EmptyState>
      ) : (
        <DataTable
          label="What the group sees"
          chooseColumns={false}
          columns={columns}
          rows={things.map((row) => ({ id: `${row['kind']} ${row['thing']}`, cells: cellsOf(row) }))}
        />
      )}
    </Card>
  )
}

function aboutThings({ things, visible, ruled }: GroupViewOf<'visible'>['data']['counted']): string {
  const seen = `The group sees ${formatCount(visible)} of ${formatCounted(things, 'page or course', 'pages and courses')}`
  if (ruled === 0) return `${seen}; no rule is special to it.`
  return `${seen}; ${formatCounted(ruled, 'rule is', 'rules are')} special to it and first.`
}

function cellsOf(row: AnalysisRow): Record<string, TableCell> {
  const rule = row['is_visible_by_rule']
  return {
    thing: { text: String(row['thing_name']) },
    kind: {
      text: `${row['kind'] === 'page' ? 'Catalogue page' : 'Course'}${row['is_live'] === false ? ', not live' : ''}`,
    },
    domain: { text: String(row['domain_name']) },
    default: inWords(row['is_visible_by_default']),
    rule: rule === null ? { text: '–', quiet: true } : inWords(rule),
    holds:
      row['is_live'] === false && row['is_visible'] === true
        ? { text: 'Not live', quiet: true, title: 'The group may see it, but nobody does before it is live.' }
        : inWords(row['is_visible']),
  }
}

function inWords(isVisible: unknown): TableCell {
  if (isVisible === null) return { text: 'Not said', quiet: true }
  return isVisible === true ? { text: 'Visible' } : { text: 'Hidden', quiet: true }
}
