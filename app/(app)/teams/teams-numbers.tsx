import { LaterCard } from '@/app/(app)/later-card'
import { ReportTable } from '@/components/reports/report-table'
import { ComparedTeams } from './compared-teams'
import { TeamRanking } from './team-ranking'
import { TeamRegularity } from './team-regularity'
import { TeamTechnologies } from './team-technologies'
import { allTeams, teamHref, teamNames, type TeamsView } from './teams-view'

const upper = 'min-h-[600px]'
const lower = 'min-h-[390px]'

/** Each card keeps its place until it is read. */
export function TeamsNumbers({ view }: { view: TeamsView }) {
  const { data, later, filters, inside } = view
  const nameOf = teamNames(view)
  const teamOf = (row: Readonly<Record<string, unknown>>) => (typeof row['team'] === 'number' ? row['team'] : null)
  const title = inside.team.length === 0 ? allTeams(view) : 'Teams chosen'
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="Teams compared" data={later.compared} className={`${upper} charts:col-span-7`}>
          {(teams) => <ComparedTeams view={view} teams={teams} />}
        </LaterCard>
        <LaterCard title={`${allTeams(view)} in order`} data={later.compared} className={`${upper} charts:col-span-5`}>
          {(teams) => <TeamRanking view={view} teams={teams} />}
        </LaterCard>
        <LaterCard title="What the teams learn" data={later.technologies} className={`${lower} charts:col-span-7`}>
          {(spent) => <TeamTechnologies view={view} spent={spent} />}
        </LaterCard>
        <LaterCard
          title="How regularly the teams learn"
          data={later.regularity}
          className={`${lower} charts:col-span-5`}
        >
          {(regularity) => <TeamRegularity view={view} regularity={regularity} />}
        </LaterCard>
      </div>
      <LaterCard title={title} data={later.table} className="min-h-[720px]">
        {(table) => (
          <ReportTable
            view={{ ...view, data: { ...data, table } }}
            title={title}
            about="Deleted teams stay in history and are marked; people who were in no team stand under No team. Courses are those completed on DataCamp, beside them those on Skilljar."
            one="team"
            many="teams"
            nameOf={{
              team: (row) => {
                const team = teamOf(row)
                return team === null ? 'No team' : nameOf(team)
              },
            }}
            hrefOf={(row) => {
              const team = teamOf(row)
              return team === null ? undefined : teamHref(team, filters)
            }}
          />
        )}
      </LaterCard>
    </>
  )
}
