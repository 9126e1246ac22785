import { dashboardPage } from '@/app/(app)/dashboard-page'
import { definePage } from '@/lib/authz/page'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import { readStudentGroup, studentGroupCards } from '@/lib/reports/read-student-group'
import { reportOf } from '@/lib/reports/reports'
import { GroupNumbers } from './group-numbers'
import type { GroupView } from './group-view'

const report = reportOf('student-group')

export const metadata = { title: report.title }

export default definePage('/skilljar/access-groups/[group]', (visit) =>
  dashboardPage(visit, {
    report,
    fixed: { where: { student_group: [visit.params['group'] ?? ''] } },
    read: readStudentGroup,
    later: studentGroupCards,
    heading: ({ data }) => ({ title: data.group.name, question: aboutGroup(data) }),
    draw: (view) => <GroupNumbers view={view} />,
    // Who sees aggregates only sees no people.
    ...(visit.scope.learnerRows && { audited: { action: 'people.view', subject: 'student group' } as const }),
  }),
)

/** "Student group of 42 people · since 3 Mar 2025" */
function aboutGroup({ group, members }: GroupView['data']): string {
  return [
    members === null ? 'Student group' : `Student group of ${formatCounted(members, 'person', 'people')}`,
    group.since === null ? null : `since ${formatDay(group.since)}`,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}
