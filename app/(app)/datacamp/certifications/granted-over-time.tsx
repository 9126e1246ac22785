import { StackedBars } from '@/components/charts/stacked-bars'
import { chartBuckets } from '@/components/reports/chart-buckets'
import { compareLabel } from '@/components/reports/compare-label'
import { nameOfCertification } from './certification-name'
import type { CertificationsViewOf } from './certifications-view'
import { stackOfCertifications } from './certification-stack'

export function GrantedOverTime({ view }: { view: CertificationsViewOf<'granted'> }) {
  const { data, filters, page, period } = view
  const { lines, buckets, totals } = data.granted
  const compare = data.figures.lines[0]?.comparison?.map((point) => point.certifications_granted)
  const names = new Map(data.versions.rows.map((row) => [row.certification, nameOfCertification(row)]))
  const series = stackOfCertifications(
    lines.map(({ key, label, points }) => ({
      key: String(key),
      label: names.get(Number(key)) ?? label,
      values: points.map((point) => point.certifications_granted),
    })),
  )
  const values = series.flatMap((line) => line.values)
  const isEmpty = values.every((value) => value === null || value === 0)
  return (
    <StackedBars
      id="granted"
      className="charts:col-span-6"
      title="Certificates granted by certification"
      about={`Certificates per ${filters.grain}, on the day they were granted. Click a column to open it.`}
      period={period}
      unit="Certificates"
      format="count"
      grain={filters.grain}
      buckets={isEmpty ? [] : chartBuckets(buckets, filters, page)}
      series={series}
      compare={compare}
      compareLabel={compareLabel(filters)}
      empty={
        totals.certifications_granted === 0
          ? {
              title: 'No certificate in this period',
              text: 'Nobody was granted a certificate under these filters. Choose a longer period or fewer filters.',
            }
          : {
              title: 'Too few people to show',
              text: `Every ${filters.grain} has fewer than five people per certification. Choose a coarser grain or a longer period.`,
            }
      }
      definition="/catalogue/certifications_granted"
    />
  )
}
