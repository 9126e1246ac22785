import { Bars } from '@/components/charts/bars'
import { compareLabel } from '@/components/reports/compare-label'
import { nameOfSource } from '@/components/shell/source-names'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatPercent } from '@/lib/format/numbers'
import type { CardData, OverviewView } from './overview-view'

export function ContentMix({ view, data: { rows, comparison } }: { view: OverviewView; data: CardData<'mix'> }) {
  const { filters, period } = view
  const known = rows.every(({ learning_hours: hours }) => hours !== null)
  const total = rows.reduce((sum, { learning_hours: hours }) => sum + (hours ?? 0), 0)
  return (
    <Bars
      id="mix"
      className="charts:col-span-5"
      title="What the hours go into"
      about="Learning hours by type of content, and their share. Click a bar to open it."
      period={period}
      what="Content"
      measure="Learning hours"
      format="hours"
      compareLabel={compareLabel(filters)}
      states={[{ key: 'hours', label: 'Learning hours', color: 'ink' }]}
      rows={rows.map((row) => {
        const { source, content_type: type, learning_hours: hours } = row
        const former = comparison?.rows.find((other) => other.source === source && other.content_type === type)
        return {
          key: `${source} ${type}`,
          label: nameOf(source, type),
          values: [hours],
          hidden: hours === null,
          ...(known && total > 0 && { note: formatPercent((hours ?? 0) / total) }),
          before: former?.learning_hours,
          href: `/learning-activity?${filterParams(narrow(filters, { source, content_type: type }))}`,
        }
      })}
      definition="/catalogue/learning_hours"
    />
  )
}

const types: Readonly<Record<string, string>> = {
  course: 'courses',
  project: 'projects',
  practice: 'practice',
  assessment: 'assessments',
}

/** "DataCamp courses" */
function nameOf(source: string, type: string): string {
  return `${nameOfSource(source)} ${types[type] ?? type}`
}
