import { BeganAndCompleted } from '@/components/reports/began-and-completed'
import type { Filters } from '@/lib/filters/filters'
import type { Series } from '@/lib/metrics/series'

interface EnrolledAndCompletedProps {
  view: {
    readonly data: { readonly over: Series<'path_enrolments' | 'path_completions'> }
    readonly filters: Filters
    readonly page: string
    readonly period: string
  }
  className: string
}

/** Of all paths, and of one. */
export function EnrolledAndCompleted({ view, className }: EnrolledAndCompletedProps) {
  return (
    <BeganAndCompleted
      id="enrolled-and-completed"
      className={className}
      title="Enrolments and completions"
      what="Pairs of student and path"
      unit={`Per ${view.filters.grain}`}
      series={view.data.over}
      began={{ metric: 'path_enrolments', label: 'Enrolled' }}
      completed="path_completions"
      view={view}
      note="Whoever enrols again counts once. Completions stand on the day of the completion, whenever the enrolment was."
    />
  )
}
