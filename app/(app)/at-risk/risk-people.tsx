import { quietLine } from '@/components/reports/quiet-line'
import { Pager } from '@/components/tables/pager'
import { PeopleList } from '@/components/reports/people-list'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { riskRules, ROWS } from '@/lib/reports/read-at-risk'
import { riskAddress, type RiskView } from './risk-address'

interface RiskPeopleProps extends RiskView {
  readonly people: readonly AnalysisRow[]
}

/** Who it is, the longest quiet first. */
export function RiskPeople({ data, filters, question, people }: RiskPeopleProps) {
  const { rule, days, page } = question
  const counts = { open: Number(data.total?.['at_risk'] ?? 0), quiet: Number(data.members?.['people'] ?? 0) }
  const daysOf = (name: 'open' | 'quiet') => (name === rule ? days : riskRules[name].days)
  const last = (page - 1) * ROWS + people.length
  const download = filterParams({ ...filters, compare: 'none' })
  download.set('days', String(days))
  const tabs = (['open', 'quiet'] as const).map((name) => ({
    label: name === 'open' ? `Something open, ${daysOf(name)} days` : `Quiet for ${daysOf(name)} days`,
    count: counts[name],
    href: riskAddress(filters, { rule: name, days: riskRules[name].days, page: 1 }),
    current: name === rule,
  }))
  return (
    <PeopleList
      title={rule === 'open' ? 'People at risk' : 'Members who went quiet'}
      about="The longest quiet first, and before them who was never seen to learn. A name opens everything about the person."
      tabs={tabs}
      rows={people.map((row) => quietLine(row, reasonOf(row), filters))}
      csvHref={`/export/analysis/${riskRules[rule].list}?${download}`}
      emptyText={page > 1 ? 'The list has no such page.' : `Nobody fits the rule and the filters within ${days} days.`}
      footer={
        <>
          <span role="status">
            {people.length > 0
              ? `${formatCount((page - 1) * ROWS + 1)} to ${formatCount(last)} of ${formatCounted(counts[rule], 'person', 'people')}. The CSV has all.`
              : 'Nobody.'}
          </span>
          <Pager
            previous={page > 1 ? riskAddress(filters, { ...question, page: page - 1 }) : null}
            next={
              last < counts[rule] && people.length === ROWS
                ? riskAddress(filters, { ...question, page: page + 1 })
                : null
            }
          />
        </>
      }
    />
  )
}

/** "Statistics in R, started 3 Mar 2026, and 2 more open" */
function reasonOf(row: AnalysisRow): string {
  const open = row['open']
  if (typeof open !== 'number') return String(row['email'] ?? '')
  const started = `${String(row['content_name'])}, started ${formatDay(String(row['started_on']))}`
  return open > 1 ? `${started}, and ${formatCount(open - 1)} more open` : started
}
