import { Histogram } from '@/components/charts/histogram'
import type { CertificationsView } from './certifications-view'

export function AttemptsPerPerson({ view }: { view: CertificationsView }) {
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
        label: times === 5 ? '5 and more' : String(times),
        count: typeof learners === 'number' ? learners : null,
      }))}
      note="All certifications together; who tries two different ones has two attempts."
      empty={{ title: 'No attempt in this period', text: 'Nobody registered for a certification under these filters.' }}
      definition="/catalogue/certification_attempts_per_person"
    />
  )
}
