import { UsersRound } from 'lucide-react'
import Link from 'next/link'
import { ExportMenu } from '@/components/export/export-menu'
import { detailHref } from '@/components/reports/detail-href'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatHours } from '@/lib/format/numbers'
import { mostMembers } from '@/lib/reports/read-team'
import type { TeamView } from './team-view'

const columns = [
  { id: 'name', label: 'Person' },
  { id: 'joined', label: 'Joined' },
  { id: 'left', label: 'Left' },
  { id: 'last_evidence', label: 'Last active' },
  { id: 'learning_hours', label: 'Hours', numeric: true },
  { id: 'xp', label: 'XP', numeric: true },
  { id: 'course_completions', label: 'DataCamp courses', numeric: true },
  { id: 'sj_course_completions', label: 'Skilljar courses', numeric: true },
]

const rules = {
  at_time: 'Everybody who was in the team at some time of the period; their numbers are of the time in it.',
  current: 'Members of today, with their numbers of the period wherever they were then.',
  ever: 'Everybody who ever was in the team, with their numbers of the period.',
}

/** Who is or was in the team; only for readers who may see single learners. */
export function Members({ view, rows }: { view: TeamView; rows: readonly AnalysisRow[] }) {
  const { filters, inside } = view
  return (
    <Card
      id="members"
      title="Members"
      about="Most hours first. A name opens everything about the person."
      tools={
        rows.length > 0 && (
          <ExportMenu
            compact
            href={`/export/analysis/team_members?${filterParams({ ...inside, compare: 'none' })}`}
            of="Members"
          />
        )
      }
      footer={
        <>
          <span>
            {rules[filters.membership]}
            {rows.length === mostMembers && ` The first ${mostMembers} are shown; the CSV has all.`}
          </span>
          <Link href={`/people?${filterParams(inside)}`} className="text-accent underline">
            Search and sort in People
          </Link>
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState icon={UsersRound} title="Nobody">
          Nobody was in the team in this period.
        </EmptyState>
      ) : (
        <DataTable
          label="Members"
          chooseColumns={false}
          columns={columns}
          rows={rows.map((row) => ({ id: String(row['person']), cells: cellsOf(row, view) }))}
        />
      )}
    </Card>
  )
}

function cellsOf(row: AnalysisRow, { filters }: TeamView): Readonly<Record<string, TableCell>> {
  const person = Number(row['person'])
  const href = person > 0 ? detailHref('/people', person, filters) : undefined
  const email = row['email']
  return {
    name: {
      text: String(row['name']),
      ...(typeof email === 'string' && { title: email }),
      ...(href !== undefined && { href }),
    },
    joined: dayCell(row['joined'], 'Always'),
    left: dayCell(row['left'], 'Still a member'),
    last_evidence: dayCell(row['last_evidence'], 'Never'),
    learning_hours: numberCell(row['learning_hours'], formatHours),
    xp: numberCell(row['xp'], formatCount),
    course_completions: numberCell(row['course_completions'], formatCount),
    sj_course_completions: numberCell(row['sj_course_completions'], formatCount),
  }
}

const dayCell = (value: unknown, absent: string): TableCell =>
  typeof value === 'string' ? { text: formatDay(value) } : { text: absent, quiet: true }

const numberCell = (value: unknown, format: (value: number) => string): TableCell => ({
  text: format(Number(value ?? 0)),
  quiet: !value,
})
