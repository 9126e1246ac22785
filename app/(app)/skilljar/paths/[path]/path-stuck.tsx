import { PeopleList } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import { Card } from '@/components/ui/card'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import type { Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import type { PathViewOf } from './path-view'

const RULE = 'Enrolled at any time, has access, did not complete the path, and did nothing in its courses for 14 days.'

/** Names for readers who may see single learners, the number for all others. */
export function PathStuck({ view }: { view: PathViewOf<'stuck'> }) {
  const { data, exported, filters } = view
  const { stuck, stuckInAll } = data
  if (stuck === null) return <StuckCount total={stuckInAll} />
  const all = Number(stuckInAll?.['stuck'] ?? 0)
  return (
    <PeopleList
      className="charts:col-span-7"
      title="Who is stuck"
      about={`${formatCounted(all, 'person', 'people')} of ${formatCount(Number(stuckInAll?.['people'] ?? 0))} who have it open, the longest quiet first`}
      rows={stuck.map((row, place) => stuckLine(row, place, filters))}
      {...(stuck.length > 0 && { csvHref: `/export/analysis/path_stuck?${filterParams(exported)}` })}
      emptyText="Everybody who has this path open did something in it in the last 14 days."
      footer={
        <span>
          {RULE}
          {all > stuck.length && ` The ${formatCount(stuck.length)} longest quiet are shown; the CSV has all.`}
        </span>
      }
    />
  )
}

function stuckLine(row: AnalysisRow, place: number, filters: Filters) {
  const next = row['next_course']
  const done = `${formatCount(Number(row['items_completed']))} of ${formatCount(Number(row['items'] ?? 0))} done`
  const ends = row['access_ends_on']
  return {
    id: String(place),
    name: String(row['name']),
    team: row['teams'] === null ? 'No team' : String(row['teams']),
    what: next === null ? done : `${done}, next: ${next}`,
    late: `${formatCounted(Number(row['days_quiet']), 'day', 'days')} quiet`,
    last: ends === null ? `last ${formatDay(String(row['last_day']))}` : `access ends ${formatDay(String(ends))}`,
    href: personHref(Number(row['person']), filters),
  }
}

function StuckCount({ total }: { total: AnalysisRow | null }) {
  const [people, stuck, share] = [total?.['people'], total?.['stuck'], total?.['share']]
  return (
    <Card
      className="charts:col-span-7"
      title="Who is stuck"
      about="People, not named to your role."
      footer={<span>{RULE}</span>}
    >
      <p className="text-figure font-semibold tabular">{typeof stuck === 'number' ? formatCount(stuck) : 'Hidden'}</p>
      <p className="text-muted">
        {typeof stuck === 'number' && typeof people === 'number'
          ? `of ${formatCounted(people, 'person who has', 'people who have')} this path open${typeof share === 'number' ? ` (${formatPercent(share)})` : ''}`
          : 'Fewer than 5 people are behind this number, or all but fewer than 5.'}
      </p>
    </Card>
  )
}
