import { Funnel } from '@/components/charts/funnel'
import type { CardData } from './courses-view'

/** What became of the enrolments of the period; the stages are of the same enrolments. */
export function HowFar({ period, progress }: { period: string; progress: CardData<'progress'> }) {
  const { enrolments, notStarted, inProgress, completed } = progress
  const started = inProgress === null || completed === null ? null : inProgress + completed
  const stages = [
    { key: 'enrolled', label: 'Enrolled', count: enrolments, open: notStarted },
    { key: 'started', label: 'Started', count: started, open: inProgress },
    { key: 'completed', label: 'Completed', count: completed },
  ].map((stage) => ({ ...stage, hidden: stage.count === null }))
  return (
    <Funnel
      id="how-far"
      className="charts:col-span-6"
      title="From enrolment to completion"
      about="Pairs of student and course enrolled in the period, each once, and how far they are by now."
      period={period}
      what="Stage"
      measure="Enrolments"
      openLabel="No further yet"
      funnels={enrolments === 0 ? [] : [{ key: 'all', stages }]}
      note={
        enrolments !== 0 && 'Started: a session hour, a lesson opened or a completion. Hatched: got no further yet.'
      }
      empty={{ title: 'Nobody enrolled', text: 'No enrolment falls into this period under these filters.' }}
      definition="/catalogue/enrolments_in_progress"
    />
  )
}
