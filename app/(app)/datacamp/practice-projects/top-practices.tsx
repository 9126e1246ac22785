import { Ranking } from '@/components/charts/ranking'
import { compareLabel } from '@/components/reports/compare-label'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { PracticeProjectsViewOf } from './practice-projects-view'

export function TopPractices({ view }: { view: PracticeProjectsViewOf<'practices'> }) {
  const { data, filters, period } = view
  const before = new Map(data.practicesBefore?.map((row) => [row.content, row.practice_sessions]))
  return (
    <Ranking
      id="practices"
      className="charts:col-span-7"
      title="Practices by sessions"
      about={`Sessions in the period, and how many people had them.${filters.compare === 'none' ? '' : ` Tick: ${compareLabel(filters).toLowerCase()}.`}`}
      period={period}
      what="Practice"
      measure="Sessions"
      format="count"
      rows={data.practices.map(({ content, content_name, practice_sessions: sessions, practice_learners: people }) => ({
        key: content,
        label: content_name.replace(/^Practice: /, ''),
        value: sessions,
        note: people === null ? 'hidden' : formatCounted(people, 'person', 'people'),
        before: before.get(content),
        small: isSmallSample(sessions),
      }))}
      compareLabel={compareLabel(filters)}
      footer={`${formatCount(data.practices.length)} of ${formatCount(data.practiceCount)} practices. Practice has no completion rate: a session has no end.`}
    />
  )
}
