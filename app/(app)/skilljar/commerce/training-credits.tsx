import { WalletCards } from 'lucide-react'
import type { ReactNode } from 'react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { numberOf } from '@/lib/format/number-of'
import { formatCount } from '@/lib/format/numbers'
import { countCell } from './amounts'
import type { CardData, CommerceView } from './commerce-view'
import { CreditBalance } from './credit-balance'

type Credits = CardData<'credits'>
type Code = Credits['codes'][number]

/** The CSV has all. */
const MOST_ROWS = 10

const noCodes = { icon: WalletCards, title: 'No training credits', children: 'Skilljar has no training credit code.' }

/** As they stood when the data was loaded: no filter touches them. */
export function TrainingCredits({ view, credits }: { view: CommerceView; credits: Credits }) {
  const { balance, codes, offers, groups } = credits
  const csv = (analysis: string, title: string) => (
    <ExportMenu compact href={`/export/analysis/${analysis}?${filterParams(view.exported)}`} of={title} />
  )
  return (
    <>
      <CreditBalance balance={balance} period={view.period} />
      <ByUse
        id="credits-by-offer"
        className="charts:col-span-7"
        title="Training credits by offer"
        what="Offer"
        rows={offers}
        tools={csv('credits_by_offer', 'Training credits by offer')}
      />
      <ByUse
        id="credits-by-group"
        className="charts:col-span-5"
        title="Training credits by student group"
        what="Group"
        rows={groups}
        tools={csv('credits_by_group', 'Training credits by student group')}
      />
      <Card
        id="credit-codes"
        className="charts:col-span-12"
        title="Training credit codes"
        about="As they stood when the data was loaded; what expires next comes first, what has expired last."
        footer={`Left of expired codes is lost. ${moreCodes(numberOf(balance.codes) ?? 0, codes.length)}`}
        tools={csv('credit_codes', 'Training credit codes')}
      >
        {codes.length === 0 ? (
          <EmptyState {...noCodes} />
        ) : (
          <DataTable
            label="Training credit codes"
            chooseColumns={false}
            columns={codeColumns}
            rows={codes.map(codeRow)}
          />
        )}
      </Card>
    </>
  )
}

const moreCodes = (all: number, shown: number) =>
  all > shown ? `The first ${formatCount(shown)} of ${formatCount(all)} codes; the CSV has all.` : ''

const codeColumns = [
  { id: 'code', label: 'Code' },
  { id: 'tracking', label: 'Tracked as' },
  { id: 'state', label: 'State' },
  { id: 'expires', label: 'Expires' },
  { id: 'total', label: 'Credits', numeric: true },
  { id: 'used', label: 'Used', numeric: true },
  { id: 'left', label: 'Left', numeric: true },
  { id: 'offers', label: 'Offers', numeric: true },
  { id: 'groups', label: 'Groups', numeric: true },
]

const states: Readonly<Record<string, TableCell>> = {
  open: { text: 'Open' },
  'expires soon': { text: 'Expires soon', tone: 'warning' },
  expired: { text: 'Expired', quiet: true },
}

function codeRow(code: Code, index: number) {
  const limit = (value: Code[string] | undefined): TableCell =>
    code.is_unlimited === true ? { text: 'No limit', quiet: true } : value === null ? none : countCell(numberOf(value))
  return {
    id: String(index),
    cells: {
      code: { text: String(code.code) },
      tracking: typeof code.tracking === 'string' ? { text: code.tracking } : none,
      state: states[String(code.state)] ?? none,
      expires: typeof code.expires === 'string' ? { text: formatDay(code.expires) } : { text: 'Never', quiet: true },
      total: limit(code.total),
      used: countCell(numberOf(code.used)),
      left: limit(code.left),
      offers: code.for_all_offers === true ? { text: 'All' } : countCell(numberOf(code.offers)),
      groups: code.for_all_students === true ? { text: 'All students' } : countCell(numberOf(code.groups)),
    },
  }
}

const none: TableCell = { text: '–', quiet: true }

interface ByUseProps {
  id: string
  title: string
  what: string
  rows: Credits['offers']
  tools: ReactNode
  className: string
}

function ByUse({ id, title, what, rows, tools, className }: ByUseProps) {
  const more =
    rows.length > MOST_ROWS
      ? `The first ${formatCount(MOST_ROWS)} of ${formatCount(rows.length)}; the CSV has all.`
      : ''
  return (
    <Card
      id={id}
      className={className}
      title={title}
      about="A code of several stands in each of them with all its credits. Lost: expired unused."
      footer={`Rows overlap and add up to more than there is; the bars above count each code once. ${more}`}
      tools={tools}
    >
      {rows.length === 0 ? (
        <EmptyState {...noCodes} />
      ) : (
        <DataTable
          label={title}
          chooseColumns={false}
          columns={[
            { id: 'name', label: what },
            { id: 'codes', label: 'Codes', numeric: true },
            { id: 'balance', label: 'Balance', numeric: true },
            { id: 'used', label: 'Used', numeric: true },
            { id: 'expiring', label: 'In 60 days', numeric: true },
            { id: 'expired', label: 'Lost', numeric: true },
          ]}
          rows={rows.slice(0, MOST_ROWS).map((row) => ({
            id: `${String(row.use)} ${String(row.key)}`,
            cells: {
              name: { text: String(row.name), quiet: row.use !== 'one' },
              codes: countCell(numberOf(row.codes)),
              balance: countCell(numberOf(row.balance)),
              used: countCell(numberOf(row.used)),
              expiring: countCell(numberOf(row.expiring)),
              expired: countCell(numberOf(row.expired_unused)),
            },
          }))}
        />
      )}
    </Card>
  )
}
