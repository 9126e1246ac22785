import { LaterCard } from '@/app/(app)/later-card'
import { ReportTable } from '@/components/reports/report-table'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import type { AssignmentsView } from './assignments-view'
import { Compliance } from './compliance'
import { DueMonths } from './due-months'
import { DueSoon } from './due-soon'
import { OnTimeByTeam } from './on-time-by-team'
import { OpenByTeam } from './open-by-team'
import { Overdue } from './overdue'
import { Reminders } from './reminders'
import { StatesByContent } from './states-by-content'
import { StatesByTeam } from './states-by-team'
import { StoredStates } from './stored-states'

const half = 'min-h-[440px] charts:col-span-6'
const whole = 'min-h-[400px] charts:col-span-12'
const reminded = 'Completed within a week of the reminder'

/** Each card keeps its place until it is read. */
export function AssignmentsNumbers({ view }: { view: AssignmentsView }) {
  const { data, later, filters, page, visit } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="States by due month" data={later.months} className={whole}>
          {(months) => <DueMonths view={view} months={months} />}
        </LaterCard>
        <LaterCard title="States by team" data={later.teams} className={half}>
          {(teams) => <StatesByTeam view={view} teams={teams} />}
        </LaterCard>
        <LaterCard title="States by assignment" data={later.contents} className={half}>
          {(contents) => <StatesByContent view={view} contents={contents} />}
        </LaterCard>
        {visit.scope.learnerRows ? <WithPeople view={view} /> : <WithoutPeople view={view} />}
      </div>
      <LaterCard title="All assignments" data={later.table} className="min-h-[860px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="All assignments"
            one="assignment"
            many="assignments"
            hrefOf={(row) => `${page}?${filterParams(narrow(filters, { content: row['content'] }))}`}
          />
        )}
      </LaterCard>
    </>
  )
}

function WithPeople({ view }: { view: AssignmentsView }) {
  const { open, reminders, stored, matrix } = view.later
  return (
    <>
      <LaterCard title="Overdue" data={open} className="min-h-[700px] charts:col-span-8">
        {(data) => <Overdue view={view} open={data} rows={data.people?.overdue ?? []} />}
      </LaterCard>
      <LaterCard title={reminded} data={reminders} className="min-h-[700px] charts:col-span-4">
        {(data) => <Reminders view={view} reminders={data} />}
      </LaterCard>
      <LaterCard title="Due soon" data={open} className="min-h-[700px] charts:col-span-6">
        {(data) => <DueSoon view={view} open={data} rows={data.people?.soon ?? []} />}
      </LaterCard>
      <LaterCard title="Stored and computed state" data={stored} className="min-h-[700px] charts:col-span-6">
        {(data) => <StoredStates view={view} stored={data} />}
      </LaterCard>
      <LaterCard title="Who did what" data={matrix} className="min-h-[680px] charts:col-span-12">
        {({ people }) => <Compliance view={view} matrix={people ?? []} />}
      </LaterCard>
    </>
  )
}

/** For readers of aggregates: teams instead of people. */
function WithoutPeople({ view }: { view: AssignmentsView }) {
  const { open, reminders, stored, matrix } = view.later
  return (
    <>
      <LaterCard title="Overdue and due soon, by team" data={open} className="min-h-[400px] charts:col-span-12">
        {(data) => <OpenByTeam view={view} open={data} />}
      </LaterCard>
      <LaterCard title="On time, by team and assignment" data={matrix} className="min-h-[400px] charts:col-span-12">
        {({ groups }) => groups && <OnTimeByTeam view={view} groups={groups} />}
      </LaterCard>
      <LaterCard title={reminded} data={reminders} className={half}>
        {(data) => <Reminders view={view} reminders={data} />}
      </LaterCard>
      <LaterCard title="Stored and computed state" data={stored} className={half}>
        {(data) => <StoredStates view={view} stored={data} />}
      </LaterCard>
    </>
  )
}
