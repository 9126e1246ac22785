import Link from 'next/link'
import { Ranking } from '@/components/charts/ranking'
import { teamLabels } from '@/components/filters/team-labels'
import { compareLabel } from '@/components/reports/compare-label'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { CardData, OverviewView } from './overview-view'

export function Teams({ view, data }: { view: OverviewView; data: CardData<'teams'> }) {
  const { filters, period } = view
  const labels = teamLabels(view.data.choices.teams)
  const { ranked, count, people } = data
  return (
    <Ranking
      id="teams"
      className="charts:col-span-5"
      title="Teams by learning hours"
      about={`Hours in the period${filters.compare === 'none' ? '' : '; the tick is the comparison period'}. Click a team to open it.`}
      period={period}
      what="Team"
      measure="Learning hours"
      format="hours"
      compareLabel={compareLabel(filters)}
      rows={ranked.map(({ team, name, hours, before }) => ({
        key: String(team),
        label: labels.get(team) ?? name,
        value: hours,
        note: inWords(people.get(team)),
        before,
        href: `/learning-activity?${filterParams(narrow(filters, { team }))}`,
        small: isSmallSample(people.get(team) ?? 0),
      }))}
      footer={
        <>
          <span>
            {count > 0 &&
              `${formatCount(ranked.length)} of ${formatCounted(count, 'team', 'teams')}. People in two teams count in both.`}
          </span>
          <Link href={`/teams?${filterParams(filters)}`} className="text-accent hover:underline">
            All teams
          </Link>
        </>
      }
      definition="/catalogue/learning_hours"
    />
  )
}

function inWords(people: number | null | undefined): string {
  return people === null ? 'hidden' : `${formatCount(people ?? 0)} active`
}
