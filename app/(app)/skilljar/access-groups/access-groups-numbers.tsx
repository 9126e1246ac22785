import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
import { ReportTable } from '@/components/reports/report-table'
import { AccessByDomain } from './access-by-domain'
import type { AccessGroupsView } from './access-groups-view'
import { CodePools } from './code-pools'
import { CourseSeries } from './course-series'
import { groupHref } from './group-href'
import { JoinedOverTime } from './joined-over-time'
import { Segments } from './segments'
import { WhoSeesWhat } from './who-sees-what'

/** Each card keeps its place until it is read. */
export function AccessGroupsNumbers({ view }: { view: AccessGroupsView }) {
  const { later, filters } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Access by domain" data={later.domains} className="min-h-[360px] charts:col-span-6">
          {(read) => <AccessByDomain view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="New memberships by domain" data={later.domains} className="min-h-[360px] charts:col-span-6">
          {(read) => <JoinedOverTime view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Who sees what" data={later.visibility} className="min-h-[560px] charts:col-span-12">
          {(read) => <WhoSeesWhat view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard
          title="Segments by sign-up answer"
          data={later.segments}
          className="min-h-[400px] charts:col-span-12"
        >
          {(read) => <Segments view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Course series" data={later.series} className="min-h-[400px] charts:col-span-12">
          {(read) => <CourseSeries view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Access code pools" data={later.pools} className="min-h-[400px] charts:col-span-12">
          {(read) => <CodePools view={cardView(view, read)} />}
        </LaterCard>
      </div>
      <LaterCard title="Student groups" data={later.table} className="min-h-[560px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="Student groups"
            about="What their members learned in the period; a domain narrows that, not who is a member. Somebody in two groups is in both rows, and once in the total."
            one="group"
            many="groups"
            hrefOf={(row) => groupHref(row['student_group'], filters)}
          />
        )}
      </LaterCard>
    </>
  )
}
