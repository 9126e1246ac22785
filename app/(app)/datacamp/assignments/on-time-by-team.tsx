import { Heatmap } from '@/components/charts/heatmap'
import { teamLabels } from '@/components/filters/team-labels'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { isSmallSample } from '@/lib/format/small-sample'
import type { AssignmentsView, CardData } from './assignments-view'

type Groups = NonNullable<CardData<'matrix'>['groups']>

/** The matrix for readers of aggregates: teams instead of people, shares instead of states. */
export function OnTimeByTeam({ view, groups }: { view: AssignmentsView; groups: Groups }) {
  const { data, filters, page, period } = view
  const names = teamLabels(data.choices.teams)
  const columns = groups.given.map(({ content, content_name: title }) => ({ key: content, label: short(title), title }))
  const teams = Map.groupBy(groups.shares.rows, ({ team }) => team)
  const rows = [...teams].flatMap(([team, own]) => {
    const cells = columns.map(({ key }) => {
      const row = own.find(({ content }) => content === key)
      if (row === undefined) return null
      const { on_time_rate: value, on_time_rate_denominator: n, suppressed } = row
      if (value === null && !suppressed) return null
      return {
        value,
        hidden: value === null,
        small: isSmallSample(n),
        ...(n !== null && { note: `n ${n}` }),
        href: `${page}?${filterParams(narrow(filters, { team, content: key }))}`,
      }
    })
    if (cells.every((cell) => cell === null)) return []
    const label = (team === null ? undefined : names.get(team)) ?? own[0]?.team_name ?? 'No team'
    return [{ key: String(team), label, cells }]
  })
  return (
    <Heatmap
      id="matrix"
      className="charts:col-span-12"
      title="On time, by team and assignment"
      about="Of the assignments whose due date has passed, the share completed by it. A cell narrows the page."
      period={period}
      what="Team"
      measure="On-time rate"
      format="percent"
      columns={columns}
      rows={rows}
      numbers
      top={1}
      note="The assignments given to the most people. Blank: nothing fell due. Shares that tell of fewer than five people are hidden."
      empty={{ title: 'Nothing fell due', text: 'No assignment of the period has a due date that has passed.' }}
      definition="/catalogue/on_time_rate"
    />
  )
}

const LETTERS = 16
const short = (title: string) => (title.length > LETTERS ? `${title.slice(0, LETTERS - 1).trimEnd()}…` : title)
