import { notFound } from 'next/navigation'
import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readTeam, teamCards } from '@/lib/reports/read-team'
import { reportOf } from '@/lib/reports/reports'
import { aboutTeam, deletedBadge, nameOfTeam } from './about-team'
import { TeamNumbers } from './team-numbers'

const report = reportOf('team')

export const metadata = { title: report.title }

export default definePage('/teams/[team]', (visit) => {
  const text = visit.params['team'] ?? ''
  const team = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0
  const { people, learnerRows } = visit.scope
  // Somebody else's team is as unknown as one that does not exist.
  if (team === 0 || (people !== 'all' && !people.teams.includes(team))) notFound()
  return dashboardPage(visit, {
    report,
    fixed: { team: [team] },
    read: readTeam,
    later: teamCards,
    heading: (view) => ({ title: nameOfTeam(view), question: aboutTeam(view), badge: deletedBadge(view) }),
    draw: (view) => <TeamNumbers view={view} />,
    // Who sees aggregates only sees no people.
    ...(learnerRows && { audited: { action: 'team.view', subject: text } as const }),
  })
})
