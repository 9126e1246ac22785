import { ReportTable } from '@/components/reports/report-table'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import type { AssessmentsView } from './assessments-view'
import { LevelsByTechnology } from './levels-by-technology'
import { ScoreDistribution } from './score-distribution'
import { SkillGain } from './skill-gain'
import { SkillMatrix } from './skill-matrix'
import { StalePeople } from './stale-people'
import { StaleSkills } from './stale-skills'
import { TeamLevels } from './team-levels'

export function AssessmentsNumbers({ view }: { view: AssessmentsView }) {
  const { data, filters, page } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <ScoreDistribution view={view} />
        <LevelsByTechnology view={view} />
        <SkillGain view={view} />
        <StaleSkills view={view} />
        {data.people && <SkillMatrix view={view} matrix={data.people.matrix} />}
        {data.teams && <TeamLevels view={view} teams={data.teams} />}
      </div>
      {data.people && <StalePeople view={view} stale={data.people.stale} />}
      <ReportTable
        view={view}
        title="All assessments"
        one="assessment"
        many="assessments"
        hrefOf={(row) => `${page}?${filterParams(narrow(filters, { content: row['content'] }))}`}
      />
    </>
  )
}
