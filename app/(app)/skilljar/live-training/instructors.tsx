import { Presentation } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import type { LiveViewOf } from './live-training-view'

const MOST_ROWS = 12

const columns = [
  { id: 'instructor', label: 'Instructor' },
  { id: 'account', label: 'Account' },
  { id: 'is_active', label: 'Account in use' },
  { id: 'held', label: 'Held', numeric: true },
  { id: 'cancelled', label: 'Cancelled', numeric: true },
  { id: 'ahead', label: 'To come', numeric: true },
  { id: 'next_on', label: 'Next on' },
]

/** Who teaches over which account; sessions to come over an account that is no longer in use are pointed at. */
export function Instructors({ view }: { view: LiveViewOf<'instructors'> }) {
  const { data, filters, page, exported } = view
  const { instructors } = data
  const cells = (row: AnalysisRow): Record<string, TableCell> => {
    const name = row['instructor']
    const count = (key: string) => ({ text: formatCount(Number(row[key])), quiet: row[key] === 0 })
    return {
      instructor:
        typeof name === 'string' && hasSessions(row)
          ? { text: name, href: `${page}?${filterParams(narrow(filters, { instructor: name }))}` }
          : { text: String(name ?? 'Not set'), quiet: true },
      account: { text: String(row['account'] ?? 'None'), quiet: row['account'] === null },
      is_active: inUse(row),
      held: count('held'),
      cancelled: count('cancelled'),
      ahead: count('ahead'),
      next_on: {
        text: row['next_on'] === null ? '–' : formatDay(String(row['next_on'])),
        quiet: row['next_on'] === null,
      },
    }
  }
  return (
    <Card
      id="instructors"
      className="charts:col-span-12"
      title="Instructors and their accounts"
      about="Sessions of the period held and cancelled, and those still to come. A name narrows the page to the instructor."
      tools={
        instructors.length > 0 && (
          <ExportMenu
            compact
            href={`/export/analysis/vilt_instructors?${filterParams(exported)}`}
            of="Instructors and their accounts"
          />
        )
      }
      footer={
        <span>
          {instructors.length > MOST_ROWS &&
            `The first ${MOST_ROWS} of ${formatCount(instructors.length)} are shown, the most held first; the CSV has all. `}
          Accounts are calendars, Zoom, Webex or GoTo; “not listed” has no calendar account of that name.
        </span>
      }
    >
      {instructors.length === 0 ? (
        <EmptyState icon={Presentation} title="No instructor">
          No session and no calendar account matches these filters.
        </EmptyState>
      ) : (
        <DataTable
          label="Instructors, one per row"
          chooseColumns={false}
          columns={columns}
          rows={instructors
            .slice(0, MOST_ROWS)
            .map((row, index) => ({ id: `${row['instructor']} ${row['account']} ${index}`, cells: cells(row) }))}
        />
      )}
    </Card>
  )
}

/** Who has none would narrow the page to nothing. */
const hasSessions = ({ held, cancelled, ahead }: AnalysisRow) => Number(held) + Number(cancelled) + Number(ahead) > 0

function inUse({ is_active: active, ahead }: AnalysisRow): TableCell {
  if (active === true) return { text: 'Yes' }
  if (active === null || active === undefined) return { text: 'Not listed', quiet: true }
  return Number(ahead) > 0 ? { text: 'No, yet sessions to come', tone: 'warning' } : { text: 'No', quiet: true }
}
