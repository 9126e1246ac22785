import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { formatCounted } from '@/lib/format/numbers'
import { pathCards, readPath } from '@/lib/reports/read-path'
import { reportOf } from '@/lib/reports/reports'
import { PathNumbers } from './path-numbers'

const report = reportOf('path')

export const metadata = { title: report.title }

export default definePage('/skilljar/paths/[path]', (visit) =>
  dashboardPage(visit, {
    report,
    fixed: { where: { content: [`skilljar/path/${visit.params['path'] ?? ''}`] } },
    read: readPath,
    later: pathCards,
    heading: ({ data: { described } }) => ({
      title: described.title,
      question: `${formatCounted(described.items, 'course', 'courses')} · published on ${formatCounted(described.domains, 'domain', 'domains')}`,
    }),
    draw: (view) => <PathNumbers view={view} />,
    // Who sees aggregates only sees no people.
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'path' } as const }),
  }),
)
