import { Bars } from '@/components/charts/bars'
import { scoreGroupsOf } from '@/app/(app)/datacamp/assessments/score-groups'
import { filterParams } from '@/lib/filters/url'
import { narrow } from '@/lib/filters/narrow'
import { formatDay } from '@/lib/format/dates'
import type { TeamView } from './team-view'

/** Where the team stands in each technology: the score group of each member's last attempt. */
export function Levels({ view }: { view: TeamView }) {
  const { data, filters, inside } = view
  const { rows } = data.levels
  const groups = scoreGroupsOf(rows.map(({ score_group: group }) => group))
  const anyHidden = rows.some(({ suppressed }) => suppressed)
  return (
    <Bars
      id="levels"
      className="charts:col-span-6"
      title="Assessment level by technology"
      about="Members by the score group of their last assessment. A row opens Assessments for the team."
      period={`up to ${formatDay(filters.to)}`}
      what="Technology"
      measure="People"
      format="count"
      states={[
        ...groups.map(({ key, label, color }) => ({ key, label, color })),
        ...(anyHidden ? [{ key: 'hidden', label: 'Hidden', color: 'unset' as const, hatched: true }] : []),
      ]}
      rows={data.assessed.rows.map(({ technology, skill_levels: people }) => {
        const values = groups.map(({ key }) => {
          const found = rows.find((row) => row.technology === technology && row.score_group === key)
          return found === undefined ? 0 : found.skill_levels
        })
        const rest = (people ?? 0) - values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
        return {
          key: technology,
          label: technology,
          values: anyHidden ? [...values, people === null ? null : rest] : values,
          hidden: people === null,
          href: `/datacamp/assessments?${filterParams(narrow(inside, { technology }))}`,
        }
      })}
      note={`Of all time up to the end of the period.${anyHidden ? ' Hidden: groups of fewer than five people, together.' : ''}`}
      empty={{ title: 'Nobody was assessed yet', text: 'Nobody of the team completed an assessment up to this day.' }}
      definition="/catalogue/skill_levels"
    />
  )
}
