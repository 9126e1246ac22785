import { Ranking } from '@/components/charts/ranking'
import { PeopleList } from '@/components/reports/people-list'
import { teamLabels } from '@/components/filters/team-labels'
import { personHref } from '@/components/reports/person-href'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import { REGISTRATION_DAYS } from '@/lib/metrics/facts/certifications'
import type { CertificationsViewOf } from './certifications-view'

const PRESSING_DAYS = 7

const RULE = `Open attempts, whenever they were registered, that expire within ${REGISTRATION_DAYS} days after the moment of the data.`

/** Whose registration ends next; for readers of aggregates, how many of each team. */
export function RunningOut({ view }: { view: CertificationsViewOf<'runningOut'> }) {
  const { people, teams } = view.data.runningOut
  return people === null ? (
    <RunningOutByTeam view={view} />
  ) : (
    <RunningOutPeople view={view} people={people} all={teams.totals.certification_attempts_running_out ?? 0} />
  )
}

interface RunningOutPeopleProps {
  view: CertificationsViewOf<'runningOut'>
  people: NonNullable<CertificationsViewOf<'runningOut'>['data']['runningOut']['people']>
  all: number
}

function RunningOutPeople({ view, people, all }: RunningOutPeopleProps) {
  const { filters, inside, asOf } = view
  return (
    <PeopleList
      className="charts:col-span-8"
      title="Registrations running out"
      about={`${formatCounted(all, 'open attempt expires', 'open attempts expire')} within ${REGISTRATION_DAYS} days${asOf.datacamp === null ? '' : ` of ${formatDay(asOf.datacamp.slice(0, 10))}`}, the next first.`}
      rows={people.map((row) => ({
        id: `${row.person} ${row.certification} ${row.expires_at}`,
        name: String(row.name),
        team: row.teams === null ? 'No team' : String(row.teams),
        what: `${row.certification}: ${String(row.stage).toLowerCase()}`,
        ...whenItEnds(Number(row.days_left), String(row.expires_at).slice(0, 10)),
        href: personHref(row.person, filters),
      }))}
      {...(people.length > 0 && {
        csvHref: `/export/analysis/registrations_running_out?${filterParams(inside)}`,
      })}
      emptyText="No open attempt expires soon under these filters."
      footer={
        <span>
          {RULE}
          {all > people.length && ` The first ${people.length} are shown; the CSV has all of them.`}
        </span>
      }
    />
  )
}

/** The last week is what presses. */
function whenItEnds(days: number, day: string) {
  const left = days < 1 ? 'less than a day left' : `${formatCounted(Math.floor(days), 'day', 'days')} left`
  return days <= PRESSING_DAYS
    ? { late: left, last: `expires ${formatDay(day)}` }
    : { last: `${left}, expires ${formatDay(day)}` }
}

function RunningOutByTeam({ view }: { view: CertificationsViewOf<'runningOut'> }) {
  const { data, filters, page } = view
  const names = teamLabels(data.choices.teams)
  const { rows } = data.runningOut.teams
  const hidden = rows.filter(({ certification_attempts_running_out: count }) => count === null).length
  return (
    <Ranking
      id="running-out"
      className="charts:col-span-8"
      title="Registrations running out, by team"
      about={`Open attempts that expire within ${REGISTRATION_DAYS} days. A row narrows the page to its team.`}
      period="now"
      what="Team"
      measure="Open attempts"
      format="count"
      rows={rows
        .filter(({ certification_attempts_running_out: count }) => count !== 0 && count !== null)
        .map((row) => ({
          key: String(row.team),
          label: (row.team === null ? undefined : names.get(row.team)) ?? row.team_name,
          value: row.certification_attempts_running_out,
          href: `${page}?${filterParams(narrow(filters, { team: row.team }))}`,
        }))}
      note={`${RULE} Single people are not shown to your role; numbers of fewer than five people are hidden${hidden > 0 ? `, here of ${formatCounted(hidden, 'team', 'teams')}` : ''}. People in two teams count in both.`}
      empty={
        hidden > 0
          ? {
              title: 'Too few people per team',
              text: 'In every team fewer than five people have a registration that runs out.',
            }
          : { title: 'Nothing runs out', text: 'No open attempt expires soon under these filters.' }
      }
      definition="/catalogue/certification_attempts_running_out"
    />
  )
}
