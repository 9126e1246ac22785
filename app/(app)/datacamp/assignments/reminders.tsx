import { DotRange } from '@/components/charts/dot-range'
import { compareLabel } from '@/components/reports/compare-label'
import { teamLabels } from '@/components/filters/team-labels'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { isSmallSample } from '@/lib/format/small-sample'
import type { AssignmentsView, CardData } from './assignments-view'

/** What followed reminders; nobody was drawn by lot, so it says nothing about what they caused. */
export function Reminders({ view, reminders }: { view: AssignmentsView; reminders: CardData<'reminders'> }) {
  const { data, filters, page, period, visit } = view
  const names = teamLabels(data.choices.teams)
  const { rows, totals, comparison } = reminders
  return (
    <DotRange
      id="reminders"
      className={visit.scope.learnerRows ? 'charts:col-span-4' : 'charts:col-span-6'}
      title="Completed within a week of the reminder"
      about="Of the assignments open when their reminder was sent, by team. A row narrows the page to its team."
      period={period}
      what="Team"
      measure="Completed within 7 days"
      format="percent"
      xUnit="Completed within 7 days of the reminder"
      rows={rows
        .filter((row) => row.reminder_effect !== null || (row.suppressed && row.reminder_effect_denominator !== 0))
        .map((row) => ({
          key: String(row.team),
          label: (row.team === null ? undefined : names.get(row.team)) ?? row.team_name,
          value: row.reminder_effect,
          before: comparison?.rows.find(({ team }) => team === row.team)?.reminder_effect,
          n: row.reminder_effect_denominator,
          small: isSmallSample(row.reminder_effect_denominator),
          hidden: row.reminder_effect === null,
          href: `${page}?${filterParams(narrow(filters, { team: row.team }))}`,
        }))
        .toSorted((one, other) => Number(one.small) - Number(other.small))}
      {...(totals.reminder_effect !== null && { reference: { value: totals.reminder_effect, label: 'All' } })}
      compareLabel={compareLabel(filters)}
      fromZero
      note="Observational: it says what followed a reminder, not what it caused; some would have finished anyway."
      empty={{
        title: 'No reminder in this period',
        text: 'Nobody was reminded of an open assignment under these filters.',
      }}
      definition="/catalogue/reminder_effect"
    />
  )
}
