import { PeopleList } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCounted } from '@/lib/format/numbers'
import { STALE_DAYS } from '@/lib/metrics/facts/skill-levels'
import type { AssessmentsViewOf } from './assessments-view'

/** Who should be assessed again first. */
export function StalePeople({ view, stale }: { view: AssessmentsViewOf<'matrix'>; stale: readonly AnalysisRow[] }) {
  const { filters, inside, data } = view
  const all = data.ages.totals.skill_levels_stale_share_numerator ?? 0
  return (
    <PeopleList
      title="Oldest levels"
      about={`${formatCounted(all, 'person has', 'people have')} a level older than ${STALE_DAYS} days; the oldest first.`}
      rows={stale.map((row) => ({
        id: `${row.person} ${row.technology}`,
        name: String(row.name),
        team: row.teams === null ? 'No team' : String(row.teams),
        what: `${row.technology}: ${row.score_group} in ${row.assessment}`,
        late: `${formatCounted(Math.floor(Number(row.age_days)), 'day', 'days')} old`,
        last: `assessed ${formatDay(String(row.completed_on))}`,
        href: personHref(row.person, filters),
      }))}
      {...(stale.length > 0 && { csvHref: `/export/analysis/stale_skills?${filterParams(inside)}` })}
      emptyText={`No last assessment is older than ${STALE_DAYS} days under these filters.`}
      footer={`The last completed attempt per person and technology up to ${formatDay(filters.to)}, where it is more than ${STALE_DAYS} days old. The CSV has all of them.`}
    />
  )
}
