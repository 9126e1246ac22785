import { cardView } from '@/app/(app)/card-view'
import { LaterCard } from '@/app/(app)/later-card'
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
  const { later, filters, page } = view
  return (
    <>
      <div className="grid gap-4 charts:grid-cols-12">
        <LaterCard title="How far attempts get" data={later.funnel} className="min-h-[400px] charts:col-span-8">
          {(read) => <AttemptsFunnel view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Attempts per person" data={later.tries} className="min-h-[400px] charts:col-span-4">
          {(read) => <AttemptsPerPerson view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard
          title="Certificates granted by certification"
          data={later.granted}
          className="min-h-[400px] charts:col-span-6"
        >
          {(read) => <GrantedOverTime view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Success by certification" data={later.success} className="min-h-[400px] charts:col-span-6">
          {(read) => <SuccessByCertification view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard
          title="Registrations running out"
          data={later.runningOut}
          className="min-h-[400px] charts:col-span-8"
        >
          {(read) => <RunningOut view={cardView(view, read)} />}
        </LaterCard>
        <LaterCard title="Days to certificate" data={later.days} className="min-h-[400px] charts:col-span-4">
          {(read) => <DaysToGrant view={cardView(view, read)} />}
        </LaterCard>
      </div>
      <LaterCard title="All certifications" data={later.table} className="min-h-[860px]">
        {(read) => (
          <ReportTable
            view={cardView(view, read)}
            title="All certifications"
            one="certification"
            many="certifications"
            hrefOf={(row) => `${page}?${filterParams(narrow(filters, { certification: row['certification'] }))}`}
          />
        )}
      </LaterCard>
    </>
  )
}
