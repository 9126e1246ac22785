import type { DashboardView } from '@/app/(app)/dashboard-page'
import type { readCertifications } from '@/lib/reports/read-certifications'
import type { reportOf } from '@/lib/reports/reports'

export type CertificationsView = DashboardView<
  ReturnType<typeof reportOf<'certifications'>>,
  Awaited<ReturnType<typeof readCertifications>>
>
