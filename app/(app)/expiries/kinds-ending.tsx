import { Bars } from '@/components/charts/bars'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { endingBars } from './ending-parts'
import type { CardData, ExpiriesView } from './expiries-view'

export function KindsEnding({ view, kinds }: { view: ExpiriesView; kinds: CardData<'kinds'> }) {
  const { filters, page } = view
  const rows = kinds.rows.filter(({ expiries_ahead: all }) => all !== 0)
  const { states, valuesOf } = endingBars(rows)
  return (
    <Bars
      id="kinds"
      className="charts:col-span-6"
      title="What ends, by kind"
      about="In the next 90 days. A bar chooses its kind."
      period="The next 90 days"
      what="What ends"
      measure="Things that end"
      format="count"
      states={states}
      rows={rows.map((row) => {
        const values = valuesOf(row)
        return {
          key: row.expiry_kind,
          label: row.expiry_kind,
          values,
          hidden: values.includes(null),
          href: `${page}?${filterParams(narrow(filters, { expiry_kind: row.expiry_kind }))}`,
        }
      })}
      empty={{ title: 'Nothing ends', text: 'Nothing ends in the next 90 days under these filters.' }}
      definition="/catalogue/expiries_ahead"
    />
  )
}
