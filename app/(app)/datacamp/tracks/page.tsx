import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { readTracks, tracksCards } from '@/lib/reports/read-tracks'
import { reportOf } from '@/lib/reports/reports'
import { TracksNumbers } from './tracks-numbers'

const report = reportOf('tracks')

export const metadata = { title: report.title }

export default definePage('/datacamp/tracks', (visit) =>
  dashboardPage(visit, {
    report,
    read: readTracks,
    later: tracksCards,
    draw: (view) => <TracksNumbers view={view} />,
  }),
)
