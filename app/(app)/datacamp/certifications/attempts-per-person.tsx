import { Histogram } from '@/components/charts/histogram'
import { MOST_ATTEMPTS } from '@/lib/analyses/datacamp/certification-attempts-per-person'
import type { CertificationsViewOf } from './certifications-view'

export function AttemptsPerPerson({ view }: { view: CertificationsViewOf<'tries'> }) {
  return (
    <Histogram
      id="attempts"
      className="charts:col-span-4"
      title="Attempts per person"
      about="People by how many attempts they registered in the period."
      period={view.period}
      unit="People"
      xUnit="Attempts"
      what="Attempts"
      bins={view.data.tries.map(({ times, learners }) => ({
        label: times === MOST_ATTEMPTS ? `${MOST_ATTEMPTS} and more` : String(times),
        count: typeof learners === 'number' ? learners : null,
      }))}
      note="All certifications together; who tries two different ones has two attempts."
      empty={{ title: 'No attempt in this period', text: 'Nobody registered for a certification under these filters.' }}
      definition="/catalogue/certification_attempts_per_person"
    />
  )
}
