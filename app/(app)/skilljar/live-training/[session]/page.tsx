import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { withReader } from '@/lib/authz/reader'
import { liveSessionCards, ofSession, readLiveSession } from '@/lib/reports/read-live-session'
import { reportOf } from '@/lib/reports/reports'
import { aboutSession, sessionState } from './about-session'
import { LiveSessionNumbers } from './live-session-numbers'

const report = reportOf('live-session')

export const metadata = { title: report.title }

export default definePage('/skilljar/live-training/[session]', async (visit) =>
  dashboardPage(visit, {
    report,
    fixed: await withReader(visit.scope, (reader) => ofSession(reader, visit.params['session'] ?? '')),
    read: readLiveSession,
    later: liveSessionCards,
    heading: ({ data }) => ({
      title: data.session.name,
      question: aboutSession(data.session),
      badge: sessionState(data.session),
    }),
    draw: (view) => <LiveSessionNumbers view={view} />,
    // Who sees aggregates only sees no people.
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'live session' } as const }),
  }),
)
