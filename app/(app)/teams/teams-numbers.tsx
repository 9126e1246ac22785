import { ReportTable } from '@/components/reports/report-table'
import { ComparedTeams } from './compared-teams'
import { TeamRanking } from './team-ranking'
import { TeamRegularity } from './team-regularity'
import { TeamTechnologies } from './team-technologies'
import { allTeams, teamHref, teamNames, type TeamsView } from './teams-view'

export function TeamsNumbers({ view }: { view: TeamsView }) {
  const nameOf = teamNames(view)
  const teamOf = (row: Readonly<Record<string, unknown>>) => (typeof row['team'] === 'number' ? row['team'] : null)
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <ComparedTeams view={view} />
        <TeamRanking view={view} />
        <TeamTechnologies view={view} />
        <TeamRegularity view={view} />
      </div>
      <ReportTable
        view={view}
        title={view.inside.team.length === 0 ? allTeams(view) : 'Teams chosen'}
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
          return team === null ? undefined : teamHref(team, view.filters)
        }}
      />
    </>
  )
}
