import { LaterCard } from '@/app/(app)/later-card'
import { HoursByTechnology } from '@/components/reports/hours-by-technology'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { ActivityCalendar } from './activity-calendar'
import { Assignments } from './assignments'
import { Certifications } from './certifications'
import { Levels } from './levels'
import { Members } from './members'
import { AtRisk, WentQuiet } from './needs-attention'
import { Regularity } from './regularity'
import type { TeamView } from './team-view'

const upper = 'min-h-[460px] tablet:min-h-[424px]'
const middle = 'min-h-[330px]'

/** Each card keeps its place until it is read. */
export function TeamNumbers({ view }: { view: TeamView }) {
  const { data, later, visit } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard
          title="Learning hours by technology"
          data={later.technologies}
          className={`${upper} charts:col-span-7`}
        >
          {(technologies) => (
            <HoursByTechnology
              technologies={technologies}
              before={data.figures.lines[0]?.comparison?.map((point) => point.learning_hours)}
              colours={data.colours}
              view={view}
              page={view.page}
            />
          )}
        </LaterCard>
        <LaterCard
          title="Share that learns, and how regularly"
          data={later.regularity}
          className={`${upper} charts:col-span-5`}
        >
          {(regularity) => <Regularity view={view} regularity={regularity} />}
        </LaterCard>
        <LaterCard title="When the team learns" data={later.days} className={`${middle} charts:col-span-7`}>
          {(days) => <ActivityCalendar view={view} days={days} />}
        </LaterCard>
        <LaterCard title="Certifications granted" data={later.certifications} className={`${middle} charts:col-span-5`}>
          {(certifications) => <Certifications view={view} certifications={certifications} />}
        </LaterCard>
        <LaterCard title="At risk" data={later.attention} className={`${middle} charts:col-span-6`}>
          {(attention) => <AtRisk view={view} data={attention} />}
        </LaterCard>
        <LaterCard title="Went quiet" data={later.attention} className={`${middle} charts:col-span-6`}>
          {(attention) => <WentQuiet view={view} data={attention} />}
        </LaterCard>
        <LaterCard title="Assessment level by technology" data={later.levels} className={`${middle} charts:col-span-6`}>
          {(levels) => <Levels view={view} data={levels} />}
        </LaterCard>
        <LaterCard
          title="Assignments and their state"
          data={later.assignments}
          className={`${middle} charts:col-span-6`}
        >
          {(assignments) => <Assignments view={view} assignments={assignments} />}
        </LaterCard>
      </div>
      {visit.scope.learnerRows && (
        <LaterCard title="Members" data={later.members} className="min-h-[720px]">
          {(members) => members && <Members view={view} rows={members} />}
        </LaterCard>
      )}
      <LaterCard title="What the team learns" data={later.table} className="min-h-[720px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title="What the team learns"
            about="Courses and all other content with activity of the team. A course opens its page, with the team’s numbers."
            one="content"
            many="contents"
            find="content"
            hrefOf={({ content }) =>
              String(content).startsWith('datacamp/course/')
                ? detailHref('/datacamp/courses', content, view.inside)
                : undefined
            }
          />
        )}
      </LaterCard>
    </>
  )
}
