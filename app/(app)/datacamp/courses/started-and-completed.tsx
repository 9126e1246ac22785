import { BeganAndCompleted } from '@/components/reports/began-and-completed'
import type { Filters } from '@/lib/filters/filters'
import type { Series } from '@/lib/metrics/series'

interface StartedAndCompletedProps {
  view: {
    readonly data: { readonly figures: Series<'course_starts' | 'course_completions'> }
    readonly filters: Filters
    readonly page: string
    readonly period: string
  }
}

/** Of all courses, and of one. */
export function StartedAndCompleted({ view }: StartedAndCompletedProps) {
  return (
    <BeganAndCompleted
      id="started-and-completed"
      className="charts:col-span-6"
      title="Started and completed"
      what="Pairs of person and course"
      unit={`Pairs per ${view.filters.grain}`}
      series={view.data.figures}
      began={{ metric: 'course_starts', label: 'Started' }}
      completed="course_completions"
      view={view}
    />
  )
}
