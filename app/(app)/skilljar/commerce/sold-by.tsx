import { Ranking } from '@/components/charts/ranking'
import { compareLabel } from '@/components/reports/compare-label'
import { narrow } from '@/lib/filters/narrow'
import { filterParams } from '@/lib/filters/url'
import { formatCounted } from '@/lib/format/numbers'
import { currencyLabel, currencyOf } from './amounts'
import type { CommerceView } from './commerce-view'

type Dimension = 'offer_type' | 'payment_processor' | 'promo_code' | 'content'
interface Row {
  readonly key: string
  readonly label: string
  readonly gross_revenue: number | null
  readonly purchases: number | null
}

interface SoldByProps {
  view: CommerceView
  id: string
  title: string
  what: string
  about: string
  by: Dimension
  rows: readonly Row[]
  before: ReadonlyMap<string, number | null>
  note?: string
}

const tooFew = 'What fewer than five people bought is hidden, and what would give it away.'
const nothing = { title: 'Nothing bought', text: 'No purchase in this period under these filters.' }
const several = {
  title: 'Several currencies',
  text: 'Amounts of several currencies are never added. Choose one in the bar.',
}

/** Gross revenue of the largest groups, in the page's currency. */
export function SoldBy({ view, id, title, what, about, by, rows, before, note }: SoldByProps) {
  const { filters, inside, page, period } = view
  const isOne = currencyOf(inside) !== undefined
  const sold = rows.filter(({ purchases }) => purchases !== 0)
  const shown = isOne ? sold.filter(({ gross_revenue: gross }) => gross !== null) : []
  const hidden = isOne && sold.length > shown.length
  return (
    <Ranking
      id={id}
      className="charts:col-span-6"
      title={title}
      about={`${about} A row narrows the page to it.`}
      period={period}
      what={what}
      measure={`Gross, ${currencyLabel(inside)}`}
      format="money"
      rows={shown.map(({ key, label, gross_revenue: gross, purchases }) => ({
        key,
        label,
        value: gross,
        ...(purchases !== null && { note: formatCounted(purchases, 'purchase', 'purchases') }),
        before: before.get(key),
        href: `${page}?${filterParams(narrow(filters, { [by]: key }))}`,
      }))}
      compareLabel={compareLabel(filters)}
      note={[shown.length > 0 && note, shown.length > 0 && hidden && tooFew].filter((text) => text).join(' ')}
      empty={
        hidden ? { title: 'Too few buyers to show', text: tooFew } : isOne || sold.length === 0 ? nothing : several
      }
      definition="/catalogue/gross_revenue"
    />
  )
}
