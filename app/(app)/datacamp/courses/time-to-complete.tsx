import { DaysToComplete } from '@/components/reports/days-to-complete'
import type { CardData, CoursesView } from './courses-view'

export function TimeToComplete({ view, days }: { view: CoursesView; days: CardData<'days'> }) {
  const { steps, totals, survival } = days
  return (
    <DaysToComplete
      period={view.period}
      steps={steps}
      median={totals.course_time_to_complete}
      lower={totals.course_time_to_complete_q1}
      upper={totals.course_time_to_complete_q3}
      withOpen={survival?.['median']}
      open={totals.course_open_share_numerator}
      starts={totals.course_open_share_denominator}
      definition="/catalogue/course_time_to_complete"
    />
  )
}
