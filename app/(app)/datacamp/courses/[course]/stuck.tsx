import { PeopleList } from '@/components/reports/people-list'
import { quietLine } from '@/components/reports/quiet-line'
import { Card } from '@/components/ui/card'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import type { CardData, CourseView } from './course-view'

const RULE =
  'Started this course at any time, did not complete it, still has access, and has not learned anywhere for 14 days.'

/** Names for readers who may see single learners, the number for all others. */
export function Stuck({ view, stuck: { total, people } }: { view: CourseView; stuck: CardData<'stuck'> }) {
  if (people === null) return <StuckCount total={total} />
  const all = Number(total?.at_risk ?? 0)
  return (
    <PeopleList
      className="charts:col-span-6"
      title="Who is stuck"
      about={`${formatCounted(all, 'person', 'people')} of ${formatCount(Number(total?.people ?? 0))} who have it open`}
      rows={people.map((row) => quietLine(row, `Started ${formatDay(String(row['started_on']))}`, view.filters))}
      {...(people.length > 0 && { csvHref: `/export/analysis/at_risk?${filterParams(view.inside)}` })}
      emptyText="Everybody who has this course open has learned something in the last 14 days."
      footer={
        <span>
          {RULE}
          {all > people.length && ` The ${formatCount(people.length)} longest quiet are shown.`}
        </span>
      }
    />
  )
}

function StuckCount({ total }: Pick<CardData<'stuck'>, 'total'>) {
  const [people, stuck, share] = [total?.['people'], total?.['at_risk'], total?.['share']]
  return (
    <Card
      className="charts:col-span-6"
      title="Who is stuck"
      about="People, not named to your role."
      footer={<span>{RULE}</span>}
    >
      <p className="text-figure font-semibold tabular">{typeof stuck === 'number' ? formatCount(stuck) : 'Hidden'}</p>
      <p className="text-muted">
        {typeof stuck === 'number' && typeof people === 'number'
          ? `of ${formatCounted(people, 'person who has', 'people who have')} this course open${typeof share === 'number' ? ` (${formatPercent(share)})` : ''}`
          : 'Fewer than 5 people are behind this number, or all but fewer than 5.'}
      </p>
    </Card>
  )
}
