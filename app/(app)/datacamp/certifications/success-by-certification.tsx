import { DotRange } from '@/components/charts/dot-range'
import { compareLabel } from '@/components/reports/compare-label'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { CertificationsViewOf } from './certifications-view'
import { nameOfCertification } from './certification-name'

export function SuccessByCertification({ view }: { view: CertificationsViewOf<'success'> }) {
  const { data, filters, page, period } = view
  const { rows, totals, comparison } = data.success
  const before = new Map(comparison?.rows.map((row) => [row.certification, row.certification_success_rate]))
  const all = totals.certification_success_rate
  const compared = filters.compare === 'none' ? '' : ` Hollow: ${compareLabel(filters).toLowerCase()}.`
  return (
    <DotRange
      id="success"
      className="charts:col-span-6"
      title="Success by certification"
      about={`Of the people with a resolved attempt, the share granted one.${compared} A row narrows the page.`}
      period={period}
      what="Certification"
      measure="People granted"
      format="percent"
      xUnit="Of the people with a resolved attempt"
      rows={rows
        .filter(({ certification_success_rate_denominator: n }) => n !== 0)
        .map((row) => ({
          key: String(row.certification),
          label: nameOfCertification(row),
          value: row.certification_success_rate,
          before: before.get(row.certification),
          n: row.certification_success_rate_denominator,
          small: isSmallSample(row.certification_success_rate_denominator),
          hidden: row.certification_success_rate === null,
          href: `${page}?${filterParams(narrow(filters, { certification: row.certification }))}`,
        }))
        .toSorted((one, other) => Number(one.small) - Number(other.small))}
      reference={all === null ? undefined : { value: all, label: `All certifications ${formatPercent(all)}` }}
      compareLabel={compareLabel(filters)}
      fromZero
      note="n: people with a resolved attempt, by the day of registration; each once however often they tried. Grey and hollow: fewer than 10."
      empty={{
        title: 'No attempt is resolved yet',
        text: 'Of the registrations of this period none is granted or expired. Choose an earlier period.',
      }}
      definition="/catalogue/certification_success_rate"
    />
  )
}
