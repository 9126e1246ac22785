import { LevelsBars } from '@/components/reports/levels-bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import type { CardData, TeamView } from './team-view'

/** Where the team stands in each technology. */
export function Levels({ view, data }: { view: TeamView; data: CardData<'levels'> }) {
  const { filters, inside } = view
  return (
    <LevelsBars
      title="Assessment level by technology"
      about="Members by the score group of their last assessment. A row opens Assessments for the team."
      period={filters}
      levels={data.levels.rows}
      whole={data.assessed.rows}
      hrefOf={(technology) => `/datacamp/assessments?${filterParams(narrow(inside, { technology }))}`}
      note="Of all time up to the end of the period."
      nobody="Nobody of the team completed an assessment up to this day."
    />
  )
}
