import { DaysToComplete } from '@/components/reports/days-to-complete'
import type { CardData } from './courses-view'

export function TimeToComplete({ period, days }: { period: string; days: CardData<'days'> }) {
  const { steps, totals, survival } = days
  return (
    <DaysToComplete
      period={period}
      steps={steps}
      median={totals.sj_course_time_to_complete}
      lower={totals.sj_course_time_to_complete_q1}
      upper={totals.sj_course_time_to_complete_q3}
      withOpen={survival?.['median']}
      open={totals.sj_course_starts_open}
      starts={totals.sj_course_starts}
      definition="/catalogue/sj_course_time_to_complete"
    />
  )
}
