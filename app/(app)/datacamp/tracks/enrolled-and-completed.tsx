import { BeganAndCompleted } from '@/components/reports/began-and-completed'
import type { Filters } from '@/lib/filters/filters'
import type { Series } from '@/lib/metrics/series'

interface EnrolledAndCompletedProps {
  view: {
    readonly data: { readonly over: Series<'track_enrolments' | 'track_completions'> }
    readonly filters: Filters
    readonly page: string
    readonly period: string
  }
  className: string
}

/** Of all tracks, and of one version. */
export function EnrolledAndCompleted({ view, className }: EnrolledAndCompletedProps) {
  return (
    <BeganAndCompleted
      id="enrolled-and-completed"
      className={className}
      title="Enrolments and completions"
      what="Pairs of person and version"
      unit={`Per ${view.filters.grain}`}
      series={view.data.over}
      began={{ metric: 'track_enrolments', label: 'Enrolled' }}
      completed="track_completions"
      view={view}
      note="Completions stand on the day of the completion, whenever the enrolment was."
    />
  )
}
