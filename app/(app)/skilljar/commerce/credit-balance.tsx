import { Bars } from '@/components/charts/bars'
import { numberOf } from '@/lib/format/number-of'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import type { CardData } from './commerce-view'

type Balance = CardData<'credits'>['balance']

const states = [
  { key: 'used', label: 'Used', color: 'accent' },
  { key: 'left', label: 'Left', color: 'step-1' },
  { key: 'expiring', label: 'Left, expiring in 60 days', color: 'warning' },
  { key: 'lost', label: 'Expired unused', color: 'negative', hatched: true },
] as const

/** Each code once, whatever it is for. */
export function CreditBalance({ balance, period }: { balance: Balance; period: string }) {
  const of = (name: string) => numberOf(balance[name]) ?? 0
  const rows = [
    {
      key: 'open',
      label: 'Codes that can be used',
      values: [of('used'), of('balance') - of('expiring'), of('expiring'), 0],
    },
    {
      key: 'expired',
      label: 'Expired codes',
      values: [of('expired_total') - of('expired_unused'), 0, 0, of('expired_unused')],
    },
  ]
  return (
    <Bars
      id="credits"
      className="charts:col-span-12"
      title="Training credits"
      about="Credits of all codes as they stood when the data was loaded; the filters change nothing."
      period={period}
      what="Codes"
      measure="Credits"
      format="count"
      states={states}
      rows={of('codes') === 0 ? [] : rows}
      note={inWords(balance, of)}
      empty={{ title: 'No training credits', text: 'Skilljar has no training credit code.' }}
      definition="/catalogue/credit_balance"
    />
  )
}

function inWords(balance: Balance, of: (name: string) => number): string | undefined {
  if (of('codes') === 0) return undefined
  const [share, unlimited] = [numberOf(balance.utilisation), of('codes_unlimited')]
  const sentences = [
    `Balance: ${formatCount(of('balance'))} credits.`,
    share !== null &&
      `Utilisation: ${formatPercent(share)} (${formatCount(of('used'))} of ${formatCount(of('total'))}).`,
    `Breakage: ${formatCount(of('expired_unused'))} credits expired unused.`,
    unlimited > 0 &&
      `Not in the bars: ${formatCounted(unlimited, 'code', 'codes')} without a limit, with ${formatCounted(of('used_unlimited'), 'credit', 'credits')} used.`,
  ]
  return sentences.filter((text) => text !== false).join(' ')
}
