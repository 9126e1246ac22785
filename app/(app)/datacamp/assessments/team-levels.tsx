import { Heatmap } from '@/components/charts/heatmap'
import { teamLabels } from '@/components/filters/team-labels'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount } from '@/lib/format/numbers'
import type { AssessmentsViewOf } from './assessments-view'
import { scoreGroupsOf } from '@/components/reports/score-groups'
import { upToWords } from '@/components/reports/up-to-words'

type Teams = NonNullable<AssessmentsViewOf<'matrix'>['data']['teams']>

/** The skill matrix without people: how many of each team have a level, and which. */
export function TeamLevels({ view, teams }: { view: AssessmentsViewOf<'matrix'>; teams: Teams }) {
  const { data, filters, page } = view
  const names = teamLabels(data.choices.teams)
  const technologies = data.ages.rows.map(({ technology }) => technology)
  const { rows } = teams.levels
  const shownOf = (team: number | null) =>
    rows.reduce((sum, row) => sum + (row.team === team ? (row.skill_levels ?? 0) : 0), 0)
  const keys = [...new Map(rows.map(({ team, team_name: name }) => [team, name]))].toSorted(
    ([one], [other]) => shownOf(other) - shownOf(one),
  )
  const groups = scoreGroupsOf(teams.groups.rows.map((row) => row.score_group))
  const inWords = (team: number | null, technology: string) =>
    groups
      .flatMap(({ key, label }) => {
        const found = teams.groups.rows.find(
          (row) => row.team === team && row.technology === technology && row.score_group === key,
        )
        return found === undefined || found.skill_levels === 0
          ? []
          : [`${label} ${found.skill_levels === null ? 'hidden' : formatCount(found.skill_levels)}`]
      })
      .join(', ')
  return (
    <Heatmap
      id="team-levels"
      className="charts:col-span-12"
      title="Level by team and technology"
      about="People with a level; hover or focus a cell for the score groups. A cell narrows the page to its team and technology."
      period={upToWords(filters)}
      what="Team"
      measure="People"
      format="count"
      numbers
      columns={technologies.map((technology) => ({ key: technology, label: technology, title: technology }))}
      rows={keys.map(([team, name]) => ({
        key: String(team),
        label: (team === null ? undefined : names.get(team)) ?? name,
        cells: technologies.map((technology) => {
          const found = rows.find((row) => row.team === team && row.technology === technology)
          if (found === undefined) return { value: 0 }
          return {
            value: found.skill_levels,
            hidden: found.skill_levels === null,
            ...(found.skill_levels !== null && { note: inWords(team, technology) }),
            href: `${page}?${filterParams(narrow(filters, { team, technology }))}`,
          }
        }),
      }))}
      legend="people with a level"
      note="Single people are not shown to your role; numbers of fewer than five people are hidden. People in two teams count in both."
      empty={{ title: 'Nobody was assessed yet', text: 'Under these filters nobody completed an assessment.' }}
      definition="/catalogue/skill_levels"
    />
  )
}
