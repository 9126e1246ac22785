import { Histogram } from '@/components/charts/histogram'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { formatCount } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'

interface RegistrationPaceProps {
  steps: readonly AnalysisRow[]
  /** Median days from registration to start. */
  median: number | null
  /** Distinct people. */
  people: number | null
  period: string
  className: string
}

/** How long before the start people register, the earliest at the left. */
export function RegistrationPace({ steps, median, people, period, className }: RegistrationPaceProps) {
  const weeks = steps.map((row) => Number(row['weeks_before']))
  const longest = Math.max(0, ...weeks)
  const isHidden = steps.length > 0 && steps.every((row) => row['suppressed'] === true)
  const shown = steps.length === 0 || isHidden ? [] : Array.from({ length: longest + 1 }, (_, index) => longest - index)
  const late = weeks.includes(-1) && !isHidden ? [-1] : []
  const sentences = [
    median !== null &&
      `Of the registrations made before the start, half are made ${formatValue(median, 'days')} days or more before it.`,
    people !== null && people > 0 && `People: ${formatCount(people)}, each counted once.`,
    !isHidden &&
      steps.some((row) => row['suppressed'] === true) &&
      'Weeks with fewer than 5 people behind them are hidden.',
  ]
  return (
    <Histogram
      id="pace"
      className={className}
      title="Registrations until the start"
      about="Registrations by the week before the session’s first event in which they were made."
      period={period}
      unit="Registrations"
      xUnit="Weeks before the start"
      what="Week before the start"
      bins={[...shown, ...late].map((week) => {
        const row = steps.find((step) => step['weeks_before'] === week)
        const count = row === undefined ? 0 : row['registrations']
        return { label: weekInWords(week), count: typeof count === 'number' ? count : null }
      })}
      note={sentences.filter((text) => typeof text === 'string').join(' ')}
      empty={
        isHidden
          ? { title: 'Hidden', text: 'Fewer than 5 people are behind each week, so that nobody can be recognised.' }
          : {
              title: 'No registration',
              text: 'Nobody is registered for a session with an event, in the period and under these filters.',
            }
      }
      definition="/catalogue/vilt_registration_pace"
    />
  )
}

function weekInWords(week: number): string {
  if (week === -1) return 'After'
  if (week === 0) return '<1'
  return week === 12 ? '12+' : String(week)
}
