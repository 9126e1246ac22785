import type { ReactNode } from 'react'
import { SearchX } from 'lucide-react'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { EmptyState } from '@/components/ui/states'
import { cssColour } from '@/components/charts/colours'
import { colourOf, type Assignment } from '@/lib/design/palette'
import { noTeam, type Filters } from '@/lib/filters/filters'
import type { Grain } from '@/lib/filters/buckets'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatBucket, formatDay } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import { metrics as definitions } from '@/lib/metrics/names'
import type { Answer } from '@/lib/metrics/query'
import type { PageState, SortBy } from './page-state'

const figures = ['xp', 'learning_hours', 'active_learners'] as const
const headings = { xp: 'XP', learning_hours: 'Learning hours', active_learners: 'Active learners' } as const
/** Below this many people a row is shown grey: too few to compare. */
const SMALL_SAMPLE = 10

interface BreakdownProps {
  answer: Answer<(typeof figures)[number], Grain | 'team' | 'technology'>
  filters: Filters
  state: PageState
  colours: Assignment
  teams: ReadonlyMap<number, string>
  learnerRows: boolean
  hrefOf: (change: Partial<PageState>) => string
  tools: ReactNode
}

export function Breakdown({ answer, filters, state, colours, teams, learnerRows, hrefOf, tools }: BreakdownProps) {
  if (answer.rows.length === 0) {
    return (
      <EmptyState icon={SearchX} title="No learning under these filters">
        Nobody learned anything in this period that fits all filters. Choose a longer period, or remove a filter.
      </EmptyState>
    )
  }
  const column = (id: SortBy, label: string, numeric = false): TableColumn => {
    const sorted = state.sort.by === id
    const descending = sorted ? !state.sort.descending : numeric || id === 'grain'
    return {
      id,
      label,
      numeric,
      sortHref: hrefOf({ sort: { by: id, descending } }),
      ...(sorted && { sorted: state.sort.descending ? 'descending' : 'ascending' }),
    }
  }
  return (
    <DataTable
      label={`Learning by ${filters.grain}, team and technology`}
      tools={tools}
      columns={[
        column('grain', filters.grain.charAt(0).toUpperCase() + filters.grain.slice(1)),
        column('team', 'Team'),
        column('technology', 'Technology'),
        ...figures.map((name) => column(name, headings[name], true)),
      ]}
      totals={{
        grain: { text: `All ${formatCount(answer.rowCount)} rows` },
        ...Object.fromEntries(figures.map((name) => [name, figureCell(name, answer.totals[name])])),
      }}
      rows={answer.rows.map((row) => {
        const start = String(row[filters.grain])
        const behind = `/learning-activity/people?${filterParams(narrow({ ...filters, compare: 'none' }, row))}`
        return {
          id: `${start} ${row.team} ${row.technology}`,
          small: row.active_learners !== null && row.active_learners < SMALL_SAMPLE,
          cells: {
            grain: { text: bucketName(start, filters.grain), ...(learnerRows && { href: behind }) },
            team: { text: teams.get(row.team ?? noTeam) ?? row.team_name },
            technology: { text: row.technology, swatch: cssColour(colourOf(row.technology, colours)) },
            ...Object.fromEntries(figures.map((name) => [name, figureCell(name, row[name])])),
          },
        }
      })}
    />
  )
}

/** A row stands alone, so days and weeks carry their year. */
function bucketName(start: string, grain: Grain): string {
  return grain === 'day' || grain === 'week' ? formatDay(start) : formatBucket(start, grain)
}

function figureCell(name: (typeof figures)[number], value: number | null): TableCell {
  if (value === null) return { text: 'Hidden', quiet: true, title: 'Fewer than 5 people are behind this number.' }
  return { text: formatValue(value, definitions[name].format), quiet: value === 0 }
}
