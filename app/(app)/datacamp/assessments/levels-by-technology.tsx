import { LevelsBars } from '@/components/reports/levels-bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import type { AssessmentsViewOf } from './assessments-view'

/** Where people stand in each technology. */
export function LevelsByTechnology({ view }: { view: AssessmentsViewOf<'levels'> }) {
  const { data, filters, page } = view
  return (
    <LevelsBars
      title="Level by technology"
      about="People by the score group of their last assessment. A row narrows the page to its technology."
      period={filters}
      levels={data.levels.rows}
      whole={data.ages.rows}
      hrefOf={(technology) => `${page}?${filterParams(narrow(filters, { technology }))}`}
      share
      note="Of all time up to the end of the period: what somebody showed stands until they are assessed again."
      nobody="Under these filters nobody completed an assessment."
    />
  )
}
