import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { notSet } from '@/lib/filters/filters'
import { Afterwards } from './afterwards'
import { AttendanceOverTime } from './attendance-over-time'
import { ComingUp } from './coming-up'
import { EventTimes } from './event-times'
import { Instructors } from './instructors'
import { LIVE, stateName } from './live-words'
import type { LiveTrainingView } from './live-training-view'
import { OfNoTeam } from './of-no-team'
import { RegistrationPace } from './registration-pace'
import { SessionsOverTime } from './sessions-over-time'
import { RateBySplit, SessionsBySplit } from './split-cards'
import { SplitChoice } from './split-choice'

const half = 'min-h-[400px] charts:col-span-6'
const third = 'min-h-[400px] charts:col-span-4'

export function LiveTrainingNumbers({ view }: { view: LiveTrainingView }) {
  const { later, filters, period, visit } = view
  return (
    <>
      <OfNoTeam visit={visit} filters={filters}>
        Under teams they count as none: the figures and the table tell of registrations and attendance. The agenda, the
        hours and the instructors below are those of everybody, with the registrations that you may see.
      </OfNoTeam>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Sessions held, planned and cancelled" data={later.over} className={half}>
          {(read) => <SessionsOverTime view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Attendance in held sessions" data={later.over} className={half}>
          {(read) => <AttendanceOverTime view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Coming up" data={later.upcoming} className="min-h-[560px] charts:col-span-7">
          {(read) => <ComingUp view={cardView(view, read)} />}
        </LaterCard>
        <div className="flex min-w-0 flex-col gap-4 charts:col-span-5">
          <LaterCard title="When live training takes place" data={later.times} className="min-h-[300px]">
            {(read) => <EventTimes view={cardView(view, read)} />}
          </LaterCard>
          <LaterCard title="Registrations until the start" data={later.pace} className="min-h-[360px]">
            {({ pace: { steps, totals } }) => (
              <RegistrationPace
                steps={steps}
                median={totals.vilt_lead_time}
                people={totals.vilt_learners}
                period={period}
                className="grow"
              />
            )}
          </LaterCard>
          <LaterCard
            title="Course completed afterwards, by attendance"
            data={later.afterwards}
            className="min-h-[260px]"
          >
            {({ afterwards }) => <Afterwards afterwards={afterwards} period={period} className="grow" />}
          </LaterCard>
        </div>
        <SplitChoice view={view} />
        <LaterCard title="Sessions compared" data={later.split} className={third}>
          {(read) => <SessionsBySplit view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Fill compared" data={later.split} className={third}>
          {(read) => <RateBySplit view={cardView(view, read)} rate="vilt_fill_rate" />}
        </LaterCard>
        <LaterCard title="Attendance compared" data={later.split} className={third}>
          {(read) => <RateBySplit view={cardView(view, read)} rate="vilt_attendance_rate" />}
        </LaterCard>
        <LaterCard
          title="Instructors and their accounts"
          data={later.instructors}
          className="min-h-[400px] charts:col-span-12"
        >
          {(read) => <Instructors view={cardView(view, read)} />}
        </LaterCard>
      </div>
      <LaterCard title="All sessions" data={later.table} className="min-h-[860px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="All sessions"
            about="Sessions that begin in the period; several events of a session, and several registrations, never multiply it."
            one="session"
            many="sessions"
            nameOf={{ session_state: (row) => stateName(row['session_state']) }}
            hrefOf={(row) => (row['session_state'] === notSet ? undefined : detailHref(LIVE, row['content'], filters))}
          />
        )}
      </LaterCard>
    </>
  )
}
