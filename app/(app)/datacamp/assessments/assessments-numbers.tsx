import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
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
  const { later, filters, page } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Scores by score group" data={later.scores} className="min-h-[400px] charts:col-span-6">
          {(read) => <ScoreDistribution view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Level by technology" data={later.levels} className="min-h-[400px] charts:col-span-6">
          {(read) => <LevelsByTechnology view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Skill gain by technology" data={later.gains} className="min-h-[400px] charts:col-span-6">
          {(read) => <SkillGain view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Stale skills" data={later.ages} className="min-h-[400px] charts:col-span-6">
          {(read) => <StaleSkills view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Skill matrix" data={later.matrix} className="min-h-[400px] charts:col-span-12">
          {(read) => (
            <>
              {read.people && <SkillMatrix view={cardView(view, read)} matrix={read.people.matrix} />}
              {read.teams && <TeamLevels view={cardView(view, read)} teams={read.teams} />}
            </>
          )}
        </LaterCard>
      </div>
      {view.visit.scope.learnerRows && (
        <LaterCard title="Oldest levels" data={later.matrix} className="min-h-[200px]">
          {(read) => read.people && <StalePeople view={cardView(view, read)} stale={read.people.stale} />}
        </LaterCard>
      )}
      <LaterCard title="All assessments" data={later.table} className="min-h-[860px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="All assessments"
            one="assessment"
            many="assessments"
            hrefOf={(row) => `${page}?${filterParams(narrow(filters, { content: row['content'] }))}`}
          />
        )}
      </LaterCard>
    </>
  )
}
