import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { teamLabels } from '@/components/filters/team-labels'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { formatDay } from '@/lib/format/dates'
import { Afterwards } from '../afterwards'
import { OfNoTeam } from '../of-no-team'
import { RegistrationPace } from '../registration-pace'
import type { LiveSessionView } from './live-session-view'
import { SessionEvents } from './session-events'
import { SessionPeople } from './session-people'

export function LiveSessionNumbers({ view }: { view: LiveSessionView }) {
  const { data, later, filters, visit } = view
  const names = teamLabels(data.choices.teams)
  // The page is about the session's own day, whatever the period of the address.
  const period = formatDay(data.session.day)
  return (
    <>
      <OfNoTeam visit={visit} filters={filters}>
        Under teams there is no fill rate; registrations and attendance below are those of the teams’ people.
      </OfNoTeam>
      <div className="grid gap-4 charts:grid-cols-12">
        <SessionEvents events={data.session.events} />
        <LaterCard
          title="Course completed afterwards, by attendance"
          data={later.afterwards}
          className="min-h-[280px] charts:col-span-4"
        >
          {({ afterwards }) => <Afterwards afterwards={afterwards} period={period} className="charts:col-span-4" />}
        </LaterCard>
        <LaterCard title="Registrations until the start" data={later.pace} className="min-h-[360px] charts:col-span-12">
          {({ pace: { steps, totals } }) => (
            <RegistrationPace
              steps={steps}
              median={totals.vilt_lead_time}
              people={totals.vilt_learners}
              period={period}
              className="charts:col-span-12"
            />
          )}
        </LaterCard>
        <LaterCard title="Who registered" data={later.people} className="min-h-[360px] charts:col-span-12">
          {(read) => <SessionPeople view={cardView(view, read)} />}
        </LaterCard>
      </div>
      <LaterCard title="By team" data={later.table} className="min-h-[400px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="By team"
            about="Registrations for this session. People in two teams are in both rows and once in the total."
            one="team"
            many="teams"
            nameOf={{ team: (row) => names.get(Number(row['team'])) }}
            hrefOf={(row) => detailHref('/teams', row['team'], { ...filters, where: {} })}
          />
        )}
      </LaterCard>
    </>
  )
}
