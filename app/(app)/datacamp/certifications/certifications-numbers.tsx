import { ReportTable } from '@/components/reports/report-table'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { AttemptsFunnel } from './attempts-funnel'
import { AttemptsPerPerson } from './attempts-per-person'
import type { CertificationsView } from './certifications-view'
import { DaysToGrant } from './days-to-grant'
import { GrantedOverTime } from './granted-over-time'
import { RunningOut } from './running-out'
import { SuccessByCertification } from './success-by-certification'

export function CertificationsNumbers({ view }: { view: CertificationsView }) {
  const { filters, page } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <AttemptsFunnel view={view} />
        <AttemptsPerPerson view={view} />
        <GrantedOverTime view={view} />
        <SuccessByCertification view={view} />
        <RunningOut view={view} />
        <DaysToGrant view={view} />
      </div>
      <ReportTable
        view={view}
        title="All certifications"
        one="certification"
        many="certifications"
        hrefOf={(row) => `${page}?${filterParams(narrow(filters, { certification: row['certification'] }))}`}
      />
    </>
  )
}
