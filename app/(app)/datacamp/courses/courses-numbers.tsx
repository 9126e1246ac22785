import { LaterCard } from '@/app/(app)/later-card'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { colourOf } from '@/lib/design/palette'
import { CompletedCurves } from './completed-curves'
import { CompletionRates } from './completion-rates'
import { CourseEffort } from './course-effort'
import { StalledCourses, TeamsByCompletions, TopCourses } from './course-rankings'
import type { CoursesView } from './courses-view'
import { StartedAndCompleted } from './started-and-completed'
import { TimeToComplete } from './time-to-complete'

const half = 'min-h-[440px] charts:col-span-6'
const ranked = 'min-h-[390px] charts:col-span-6'

/** Each card keeps its place until it is read. */
export function CoursesNumbers({ view }: { view: CoursesView }) {
  const { data, later, filters, period } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <StartedAndCompleted view={view} />
        <LaterCard title="Share completed by days since start" data={later.technologies} className={half}>
          {({ lines }) => (
            <CompletedCurves
              about="Open courses count as not yet completed (Kaplan–Meier), five largest technologies."
              period={period}
              windowDays={filters.windowDays}
              lines={lines.map((line) => ({ ...line, color: colourOf(line.label, data.colours) }))}
            />
          )}
        </LaterCard>
        <LaterCard title="Completed in time, by technology" data={later.technologies} className={half}>
          {({ rates }) => <CompletionRates view={view} rates={rates} />}
        </LaterCard>
        <LaterCard title="Time to complete" data={later.days} className={half}>
          {(days) => <TimeToComplete view={view} days={days} />}
        </LaterCard>
        <LaterCard title="Effort against the hours planned" data={later.effort} className={half}>
          {(effort) => <CourseEffort view={view} effort={effort} />}
        </LaterCard>
        <LaterCard title="Teams by courses completed" data={later.teams} className={half}>
          {(teams) => <TeamsByCompletions view={view} teams={teams} />}
        </LaterCard>
        <LaterCard title="Courses completed most" data={later.contents} className={ranked}>
          {(contents) => <TopCourses view={view} contents={contents} />}
        </LaterCard>
        <LaterCard title="Stalled courses" data={later.contents} className={ranked}>
          {(contents) => <StalledCourses view={view} contents={contents} />}
        </LaterCard>
      </div>
      <LaterCard title="All courses" data={later.table} className="min-h-[860px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="All courses"
            one="course"
            many="courses"
            hrefOf={(row) => detailHref('/datacamp/courses', row['content'], filters)}
          />
        )}
      </LaterCard>
    </>
  )
}
