import { Bars } from '@/components/charts/bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import type { AssessmentsView } from './assessments-view'
import { scoreGroupsOf } from './score-groups'
import { upToWords } from './up-to-words'

/** Where people stand in each technology: the score group of their last attempt, the largest technology first. */
export function LevelsByTechnology({ view }: { view: AssessmentsView }) {
  const { data, filters, page } = view
  const { rows } = data.levels
  const groups = scoreGroupsOf(rows.map(({ score_group: group }) => group))
  const anyHidden = rows.some(({ suppressed }) => suppressed)
  const valuesOf = (technology: string) =>
    groups.map(({ key }) => {
      const found = rows.find((row) => row.technology === technology && row.score_group === key)
      return found === undefined ? 0 : found.skill_levels
    })
  return (
    <Bars
      id="levels"
      className="charts:col-span-6"
      title="Level by technology"
      about="People by the score group of their last assessment. A row narrows the page to its technology."
      period={upToWords(filters)}
      what="Technology"
      measure="People"
      format="count"
      share
      states={[
        ...groups.map(({ key, label, color }) => ({ key, label, color })),
        ...(anyHidden ? [{ key: 'hidden', label: 'Hidden', color: 'unset' as const, hatched: true }] : []),
      ]}
      rows={data.ages.rows.map(({ technology, skill_levels: people }) => ({
        key: technology,
        label: technology,
        values: anyHidden ? withRest(valuesOf(technology), people) : valuesOf(technology),
        hidden: people === null,
        href: `${page}?${filterParams(narrow(filters, { technology }))}`,
      }))}
      note={`Of all time up to the end of the period: what somebody showed stands until they are assessed again.${
        anyHidden ? ' Hidden: groups of fewer than five people, together.' : ''
      }`}
      empty={{ title: 'Nobody was assessed yet', text: 'Under these filters nobody completed an assessment.' }}
      definition="/catalogue/skill_levels"
    />
  )
}

/** What is hidden in parts is known as a whole: the row's people who are in none of the groups shown. */
function withRest(values: readonly (number | null)[], people: number | null): (number | null)[] {
  const shown = values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  return [...values, people === null ? null : people - shown]
}
