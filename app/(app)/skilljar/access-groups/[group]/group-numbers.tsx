import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { BeganAndCompleted } from '@/components/reports/began-and-completed'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { GroupPeople } from './group-people'
import type { GroupView } from './group-view'
import { VisibleThings } from './visible-things'

export function GroupNumbers({ view }: { view: GroupView }) {
  const { data, later } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <BeganAndCompleted
          id="enrolled-and-completed"
          className="charts:col-span-7"
          title="Enrolled and completed"
          what="Pairs of student and course"
          unit={`Pairs per ${view.filters.grain}`}
          series={data.figures}
          began={{ metric: 'enrolments', label: 'Enrolled' }}
          completed="sj_course_completions"
          view={view}
        />
        <LaterCard title="Members" data={later.people} className="min-h-[400px] charts:col-span-5">
          {(read) => <GroupPeople view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="What the group sees" data={later.visible} className="min-h-[400px] charts:col-span-12">
          {(read) => <VisibleThings view={cardView(view, read)} />}
        </LaterCard>
      </div>
      <LaterCard title="What the group learns" data={later.table} className="min-h-[860px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="What the group learns"
            about="Skilljar courses of the period, by what members did in them."
            one="course"
            many="courses"
            hrefOf={(row) => detailHref('/skilljar/courses', row['content'], view.filters)}
          />
        )}
      </LaterCard>
    </>
  )
}
