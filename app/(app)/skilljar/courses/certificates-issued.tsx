import { TrendLines } from '@/components/charts/trend-lines'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import type { Filters } from '@/lib/filters/filters'
import type { CardData } from './courses-view'

interface CertificatesIssuedProps {
  view: { readonly filters: Filters; readonly page: string; readonly period: string }
  certificates: CardData<'certificates'>
  /** The page is about one course, and it gives none. */
  issuesNone?: boolean
}

export function CertificatesIssued({ view, certificates, issuesNone = false }: CertificatesIssuedProps) {
  const { filters, page, period } = view
  const { lines, buckets, totals, comparison } = certificates
  const [line] = lines
  const isNothing = totals.certificates_issued === 0 && (comparison?.totals.certificates_issued ?? 0) === 0
  return (
    <TrendLines
      id="certificates"
      className="charts:col-span-6"
      title="Certificates issued"
      about={`Certificates per ${filters.grain}, each once however many enrolments share it. Click a ${filters.grain} to open it.`}
      period={period}
      unit={`Certificates per ${filters.grain}`}
      format="count"
      grain={filters.grain}
      buckets={isNothing ? [] : chartBuckets(buckets, filters, page)}
      series={[
        {
          key: 'issued',
          label: 'Issued',
          color: 'accent',
          values: line?.points.map((point) => point.certificates_issued) ?? [],
          compare: line?.comparison?.map((point) => point.certificates_issued),
        },
      ]}
      compareLabel={compareLabel(filters)}
      empty={{
        title: 'No certificates',
        text: issuesNone
          ? 'This course issues no certificate when it is completed.'
          : 'None was issued in this period under these filters.',
      }}
      definition="/catalogue/certificates_issued"
    />
  )
}
