import { Ranking } from '@/components/charts/ranking'
import { compareLabel } from '@/components/reports/compare-label'
import { filterParams } from '@/lib/filters/url'
import { narrow } from '@/lib/filters/narrow'
import { formatCount } from '@/lib/format/numbers'
import type { CardData, TeamView } from './team-view'

interface CertificationsProps {
  view: TeamView
  certifications: CardData<'certifications'>
}

/** Certificates that members were granted, and how many registered. */
export function Certifications({ view, certifications }: CertificationsProps) {
  const { inside, filters, period } = view
  return (
    <Ranking
      id="certifications"
      className="charts:col-span-5"
      title="Certifications granted"
      about="Granted in the period, with the registrations of the period beside it. A row opens Certifications."
      period={period}
      what="Certification"
      measure="Granted"
      format="count"
      rows={certifications.rows.map((row) => ({
        key: String(row.certification),
        label: row.certification_name,
        value: row.certifications_granted,
        note: row.certification_attempts === null ? 'hidden' : `${formatCount(row.certification_attempts)} registered`,
        href: `/datacamp/certifications?${filterParams(narrow(inside, { certification: row.certification }))}`,
      }))}
      compareLabel={compareLabel(filters)}
      empty={{
        title: 'No certifications',
        text: 'Nobody of the team registered for or was granted one in this period.',
      }}
      definition="/catalogue/certifications_granted"
    />
  )
}
