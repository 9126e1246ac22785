import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readTeams, teamsCards } from '@/lib/reports/read-teams'
import { reportOf } from '@/lib/reports/reports'
import { metricParam, readTeamMetric } from '@/lib/reports/team-metric'
import { TeamsNumbers } from './teams-numbers'

const report = reportOf('teams')

export const metadata = { title: report.title }

export default definePage('/teams', (visit) =>
  dashboardPage(visit, {
    report,
    read: readTeams,
    later: teamsCards,
    reads: { [metricParam]: readTeamMetric },
    draw: (view) => <TeamsNumbers view={view} />,
  }),
)
