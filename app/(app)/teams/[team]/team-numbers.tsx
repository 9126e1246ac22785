import { HoursByTechnology } from '@/components/reports/hours-by-technology'
import { detailHref } from '@/components/reports/detail-href'
import { ReportTable } from '@/components/reports/report-table'
import { ActivityCalendar } from './activity-calendar'
import { Assignments } from './assignments'
import { Certifications } from './certifications'
import { Levels } from './levels'
import { Members } from './members'
import { NeedsAttention } from './needs-attention'
import { Regularity } from './regularity'
import type { TeamView } from './team-view'

export function TeamNumbers({ view }: { view: TeamView }) {
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <HoursByTechnology
          technologies={view.data.technologies}
          before={view.data.figures.lines[0]?.comparison?.map((point) => point.learning_hours)}
          colours={view.data.colours}
          view={view}
          page={view.page}
        />
        <Regularity view={view} />
        <ActivityCalendar view={view} />
        <Certifications view={view} />
        <NeedsAttention view={view} />
        <Levels view={view} />
        <Assignments view={view} />
      </div>
      <Members view={view} />
      <ReportTable
        view={view}
        title="What the team learns"
        about="Courses and all other content with activity of the team. A course opens its page, with the team’s numbers."
        one="content"
        many="contents"
        find="course"
        hrefOf={({ content }) =>
          String(content).startsWith('datacamp/course/')
            ? detailHref('/datacamp/courses', content, view.inside)
            : undefined
        }
      />
    </>
  )
}
