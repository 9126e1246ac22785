import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readTrack, trackCards } from '@/lib/reports/read-track'
import { reportOf } from '@/lib/reports/reports'
import { aboutTrack, trackState } from './about-track'
import { OtherVersions } from './other-versions'
import { TrackNumbers } from './track-numbers'

const report = reportOf('track')

export const metadata = { title: report.title }

export default definePage('/datacamp/tracks/[track]', (visit) =>
  dashboardPage(visit, {
    report,
    fixed: { where: { track: [visit.params['track'] ?? ''] } },
    read: readTrack,
    later: trackCards,
    heading: ({ data, filters }) => ({
      title: data.track.title,
      question: aboutTrack(data.track),
      badge: trackState(data.track),
      actions: <OtherVersions others={data.others} filters={filters} />,
    }),
    draw: (view) => <TrackNumbers view={view} />,
    // Who sees aggregates only sees no people.
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'track' } as const }),
  }),
)
