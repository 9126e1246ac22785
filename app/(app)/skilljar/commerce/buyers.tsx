import { PeopleList } from '@/components/reports/people-list'
import { personHref } from '@/components/reports/person-href'
import { filterParams } from '@/lib/filters/url'
import { formatCount, formatCounted } from '@/lib/format/numbers'
import { amountText, currencyOf } from './amounts'
import type { CardData, CommerceView } from './commerce-view'

type Row = NonNullable<CardData<'buyers'>>['rows'][number]

/** For readers who may see single learners. */
export function Buyers({ view, buyers }: { view: CommerceView; buyers: NonNullable<CardData<'buyers'>> }) {
  const { filters, inside, exported } = view
  const { rows, rowCount } = buyers
  const currency = currencyOf(inside)
  return (
    <PeopleList
      className="charts:col-span-12"
      title="Buyers"
      about={`${formatCounted(rowCount, 'buyer', 'buyers')} with a purchase or a refund in the period, who bought most often first; list prices`}
      csvHref={`/export/commerce-buyers?${filterParams(exported)}`}
      rows={rows.map((row) => ({
        id: String(row.person),
        name: row.person_name ?? 'Unknown buyer',
        team: teamsInWords(row.teams),
        what: formatCounted(row.purchases ?? 0, 'purchase', 'purchases'),
        ...(currency !== undefined && amountsOf(row, currency)),
        href: row.person === null ? undefined : personHref(row.person, filters),
      }))}
      emptyText="Nobody bought anything or gave it back in the period and under these filters."
      footer={
        rowCount > rows.length && (
          <span>
            The first {formatCount(rows.length)} of {formatCount(rowCount)}; the CSV has all, each currency by itself.
          </span>
        )
      }
    />
  )
}

/** What was given back stands out. */
const amountsOf = (row: Row, currency: string) => ({
  ...(row.refunds && { late: `${amountText(row.refunds, currency)} refunded` }),
  last: amountText(row.gross_revenue, currency),
})

function teamsInWords(teams: Row['teams']): string {
  const [first, ...others] = teams
  if (first === undefined) return 'No team'
  return others.length === 0 ? first.name : `${first.name} and ${others.length} more`
}
