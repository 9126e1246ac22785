import { PeopleList } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import { Card } from '@/components/ui/card'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import type { SessionViewOf } from './live-session-view'

const marks: Readonly<Record<string, string>> = {
  attended: 'Attended',
  no_show: 'Did not come',
  unmarked: 'Attendance not marked',
}

/** Names for readers who may see single learners; all others are told how many there are. */
export function SessionPeople({ view }: { view: SessionViewOf<'people'> }) {
  const { data, filters, exported } = view
  const { people, registered: all, session } = data
  if (people === null) return <PeopleCount people={all} />
  return (
    <PeopleList
      className="charts:col-span-12"
      title="Who registered"
      about={`${formatCounted(all ?? 0, 'person', 'people')}, each once however often they registered.`}
      csvHref={`/export/analysis/vilt_people?${filterParams(exported)}`}
      rows={people.map((row, place) => ({
        id: `${row['person']} ${place}`,
        name: String(row['name']),
        team: row['teams'] === null ? 'No team' : String(row['teams']),
        what: afterwards(row, session.state === 'held'),
        ...(row['attendance'] === 'no_show' && { late: 'No-show' }),
        last: lastOf(row),
        href: row['person'] === null ? undefined : personHref(row['person'], filters),
      }))}
      emptyText="Nobody whom you may see is registered for this session under these filters."
      footer={
        <span>
          The course counts where it was completed once the session had begun.
          {people.some((row) => row['person'] === null) &&
            ' Registrations of learners whom Skilljar does not name are one line, and are not among the people.'}
          {people.length < (all ?? 0) &&
            ` The first ${formatCount(people.length)} of ${formatCount(all)}; the CSV has all.`}
        </span>
      }
    />
  )
}

/** "Attended · live lesson completed 3 Mar 2026 · course completed 9 Mar 2026" */
function afterwards(row: AnalysisRow, isHeld: boolean): string {
  const { attendance, lesson_completed_on: lesson, course_completed_on: course } = row
  return [
    isHeld ? marks[String(attendance)] : 'Registered',
    lesson === null
      ? isHeld
        ? 'live lesson not completed'
        : null
      : `live lesson completed ${formatDay(String(lesson))}`,
    course === null ? (isHeld ? 'course not completed since' : null) : `course completed ${formatDay(String(course))}`,
  ]
    .filter((part) => part !== null && part !== undefined)
    .join(' · ')
}

function lastOf({ registered_at: at, registrations }: AnalysisRow): string {
  const times = Number(registrations) > 1 ? `, ${formatCount(Number(registrations))} registrations` : ''
  return at === null ? `registered${times}` : `registered ${formatDay(String(at).slice(0, 10))}${times}`
}

function PeopleCount({ people }: { people: number | null }) {
  return (
    <Card
      className="charts:col-span-12"
      title="Who registered"
      about="People, not named to your role."
      footer={<span>Distinct people who are registered for this session.</span>}
    >
      <p className="text-figure font-semibold tabular">{people === null ? 'Hidden' : formatCount(people)}</p>
      {people === null && <p className="text-muted">Fewer than 5 people are behind this number.</p>}
    </Card>
  )
}
