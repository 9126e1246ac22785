import { PeopleList } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import { Card } from '@/components/ui/card'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import type { TrackViewOf } from './track-view'

type Row = NonNullable<TrackViewOf<'people'>['data']['people']>['rows'][number]

/** Names for readers who may see single learners; all others are told how many there are. */
export function TrackPeople({ view }: { view: TrackViewOf<'people'> }) {
  const { data, filters, exported } = view
  const { people, figures } = data
  if (people === null) return <PeopleCount people={figures.totals.track_learners} />
  return (
    <PeopleList
      className="charts:col-span-7"
      title="People by progress"
      about={`${formatCounted(people.rowCount, 'enrolment', 'enrolments')} of the period, the furthest along first`}
      csvHref={`/export/track-people?${filterParams(exported)}`}
      rows={people.rows.map((row) => ({
        id: `${row.person} ${row.day}`,
        name: row.person_name,
        team: teamsInWords(row.teams),
        what: progressOf(row),
        last: `enrolled ${formatDay(row.day)}`,
        href: personHref(row.person, filters),
      }))}
      emptyText="Nobody enrolled in this version in the period and under these filters."
      footer={
        <span>
          Completed contents of the version they enrolled in.
          {people.rowCount > people.rows.length &&
            ` The first ${formatCount(people.rows.length)} of ${formatCount(people.rowCount)}; the CSV has all.`}
        </span>
      }
    />
  )
}

function teamsInWords(teams: Row['teams']): string {
  const [first, ...others] = teams
  if (first === undefined) return 'No team'
  return others.length === 0 ? first.name : `${first.name} and ${others.length} more`
}

function progressOf(row: Row): string {
  const { track_progress: progress, track_progress_numerator: done, track_progress_denominator: of } = row
  const state = row.track_enrolments_completed ? ', completed' : row.track_enrolments_active ? ', active now' : ''
  if (progress === null) return `Contents unknown${state}`
  return `${formatPercent(progress)} (${formatCount(done)} of ${formatCount(of)})${state}`
}

function PeopleCount({ people }: { people: number | null }) {
  return (
    <Card
      className="charts:col-span-7"
      title="People by progress"
      about="People, not named to your role."
      footer={<span>Distinct people who enrolled in this version in the period.</span>}
    >
      <p className="text-figure font-semibold tabular">{people === null ? 'Hidden' : formatCount(people)}</p>
      <p className="text-muted">
        {people === null
          ? 'Fewer than 5 people are behind this number.'
          : 'How far they got stands in the chart of progress.'}
      </p>
    </Card>
  )
}
