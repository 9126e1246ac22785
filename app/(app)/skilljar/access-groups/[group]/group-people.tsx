import { PeopleList } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import { Card } from '@/components/ui/card'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatCounted, formatHours } from '@/lib/format/numbers'
import type { GroupViewOf } from './group-view'

type Row = NonNullable<GroupViewOf<'people'>['data']['people']>['rows'][number]

/** Names for readers who may see single learners; all others are told how many there are. */
export function GroupPeople({ view }: { view: GroupViewOf<'people'> }) {
  const { data, filters, exported } = view
  const { people, members } = data
  if (people === null) return <MemberCount members={members} />
  return (
    <PeopleList
      className="charts:col-span-5"
      title="Members"
      about={`${formatCounted(people.rowCount, 'person', 'people')}, who learned most in the period first`}
      csvHref={`/export/student-group-people?${filterParams(exported)}`}
      rows={people.rows.map((row) => ({
        id: String(row.person),
        name: row.person_name,
        team: teamsInWords(row.teams),
        what: didInWords(row),
        href: personHref(row.person, filters),
      }))}
      emptyText="Nobody in reach is in this group under these filters."
      footer={
        people.rowCount > people.rows.length && (
          <span>
            The first {formatCount(people.rows.length)} of {formatCount(people.rowCount)}; the CSV has all.
          </span>
        )
      }
    />
  )
}

function teamsInWords(teams: Row['teams']): string {
  const [first, ...others] = teams
  if (first === undefined) return 'No team'
  return others.length === 0 ? first.name : `${first.name} and ${others.length} more`
}

/** "12.5 h, 3 enrolled, 2 completed" */
function didInWords({ learning_hours: hours, enrolments, sj_course_completions: completed }: Row): string {
  if (hours === 0 && enrolments === 0 && completed === 0) return 'nothing in the period'
  return `${formatHours(hours)} h, ${formatCount(enrolments)} enrolled, ${formatCount(completed)} completed`
}

function MemberCount({ members }: { members: number | null }) {
  return (
    <Card className="charts:col-span-5" title="Members" about="People, not named to your role.">
      <p className="text-figure font-semibold tabular">{members === null ? 'Hidden' : formatCount(members)}</p>
      {members === null && <p className="text-muted">Fewer than 5 people are in this group under these filters.</p>}
    </Card>
  )
}
