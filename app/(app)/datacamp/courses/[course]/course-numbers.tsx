import { LaterCard } from '@/app/(app)/later-card'
import { teamLabels } from '@/components/filters/team-labels'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { CompletedCurves } from '../completed-curves'
import { StartedAndCompleted } from '../started-and-completed'
import { Chapters } from './chapters'
import type { CourseView } from './course-view'
import { Exercises } from './exercises'
import { Stuck } from './stuck'

const half = 'charts:col-span-6'

/** Each card keeps its place until it is read. */
export function CourseNumbers({ view }: { view: CourseView }) {
  const { data, later, filters, period } = view
  const names = teamLabels(data.choices.teams)
  const beside = data.course.technology === null ? 'all courses' : `all ${data.course.technology} courses`
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <StartedAndCompleted view={view} />
        <LaterCard title="Share completed by days since start" data={later.lines} className={`min-h-[420px] ${half}`}>
          {({ own, others }) => (
            <CompletedCurves
              about={`Open ones count as not yet completed (Kaplan–Meier), beside ${beside}.`}
              period={period}
              windowDays={filters.windowDays}
              lines={[
                { ...own, color: 'accent' },
                { ...others, color: 'other' },
              ]}
            />
          )}
        </LaterCard>
        <LaterCard title="Chapters: how far people get" data={later.chapters} className={`min-h-[260px] ${half}`}>
          {(chapters) => <Chapters view={view} chapters={chapters} />}
        </LaterCard>
        <LaterCard title="Who is stuck" data={later.stuck} className={`min-h-[260px] ${half}`}>
          {(stuck) => <Stuck view={view} stuck={stuck} />}
        </LaterCard>
      </div>
      <LaterCard title="Exercises with friction" data={later.exercises} className="min-h-[680px]">
        {(exercises) => <Exercises view={view} exercises={exercises} />}
      </LaterCard>
      <LaterCard title="By team" data={later.table} className="min-h-[480px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="By team"
            about="People in two teams are in both rows and once in the total."
            one="team"
            many="teams"
            nameOf={{ team: (row) => names.get(Number(row['team'])) }}
            hrefOf={(row) => detailHref('/teams', row['team'], filters)}
          />
        )}
      </LaterCard>
    </>
  )
}
