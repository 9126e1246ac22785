import { KeyRound } from 'lucide-react'
import { ExportMenu } from '@/components/export/export-menu'
import { DataTable, type TableCell, type TableColumn } from '@/components/tables/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { notSet } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { formatDay } from '@/lib/format/dates'
import { formatCount, formatCounted, formatPercent } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import type { AccessGroupsViewOf } from './access-groups-view'
import { shortNames } from './short-names'

const MOST_POOLS = 20

const columns: readonly TableColumn[] = [
  { id: 'pool', label: 'Pool' },
  { id: 'domain', label: 'Domain' },
  { id: 'channel', label: 'Channel' },
  { id: 'until', label: 'Valid until' },
  { id: 'codes', label: 'Codes', numeric: true },
  { id: 'used_up', label: 'Used up', numeric: true },
  { id: 'in_use', label: 'In use', numeric: true },
  { id: 'unused', label: 'Not used yet', numeric: true },
  { id: 'inactive', label: 'Switched off', numeric: true },
  { id: 'uses', label: 'Uses', numeric: true },
  { id: 'redemption', label: 'Redemption', numeric: true },
]

/** Codes by pool; which code it is, nobody reads here. */
export function CodePools({ view }: { view: AccessGroupsViewOf<'pools'> }) {
  const { pools } = view.data
  const shown = pools.slice(0, MOST_POOLS)
  const domains = shortNames(shown.map((pool) => String(pool['domain_name'])))
  const counted = sumOf(pools, 'uses_counted')
  const possible = sumOf(pools, 'uses_possible')
  return (
    <Card
      id="codes"
      className="charts:col-span-12"
      title="Access code pools"
      about="Codes that let people join a domain, by pool and by what became of them; the most used pool first. The codes themselves are not shown."
      tools={
        pools.length > 0 && (
          <ExportMenu
            compact
            href={`/export/analysis/access_code_pools?${filterParams(view.inside)}`}
            of="Access code pools"
          />
        )
      }
      footer={
        pools.length > 0 && (
          <span>
            {possible > 0 &&
              `${formatCount(counted)} of ${formatCount(possible)} uses of active codes with a limit: ${formatPercent(counted / possible)} redeemed. `}
            Codes are nobody’s: of the filters, domain alone counts, and the period changes nothing.
            {pools.length > MOST_POOLS &&
              ` ${formatCount(MOST_POOLS)} of ${formatCounted(pools.length, 'pool', 'pools')}; the CSV has all.`}
          </span>
        )
      }
    >
      {pools.length === 0 ? (
        <EmptyState icon={KeyRound} title="No access codes">
          Skilljar delivered no pools of access codes under these filters.
        </EmptyState>
      ) : (
        <DataTable
          label="Access code pools"
          chooseColumns={false}
          columns={columns}
          rows={shown.map((pool) => ({ id: String(pool['pool']), cells: cellsOf(pool, domains) }))}
        />
      )}
    </Card>
  )
}

const sumOf = (pools: readonly AnalysisRow[], name: string) =>
  pools.reduce((sum, pool) => sum + Number(pool[name] ?? 0), 0)

function cellsOf(pool: AnalysisRow, domains: ReadonlyMap<string, string>): Record<string, TableCell> {
  const domain = String(pool['domain_name'])
  return {
    pool: { text: String(pool['pool_name']) },
    domain: { text: domains.get(domain) ?? domain, title: domain, quiet: domain === notSet },
    channel: channelInWords(String(pool['channel'])),
    until: untilInWords(pool),
    codes: count(pool['codes']),
    used_up: count(pool['codes_used_up']),
    in_use: count(pool['codes_in_use']),
    unused: count(pool['codes_unused']),
    inactive: count(pool['codes_inactive']),
    uses: count(pool['uses']),
    redemption: redemptionOf(pool),
  }
}

function redemptionOf({ redemption, uses_counted: uses, uses_possible: possible }: AnalysisRow): TableCell {
  if (typeof redemption !== 'number')
    return { text: '–', quiet: true, title: 'No active code of this pool has a limit.' }
  return {
    text: formatPercent(redemption),
    meter: Math.min(1, redemption),
    title: `${formatCount(Number(uses))} of ${formatCount(Number(possible))} uses`,
    ...(isSmallSample(Number(possible)) && { sample: `n ${possible}` }),
  }
}

const count = (value: unknown): TableCell => ({ text: formatCount(Number(value)), quiet: value === 0 })

/** "23 Aug 2026, ended": nobody can use its codes any more, whatever is left of them. */
function untilInWords({ expires_at: until, state }: AnalysisRow): TableCell {
  if (typeof until !== 'string') return { text: state === 'planned' ? 'No end, not open yet' : 'No end', quiet: true }
  const day = formatDay(until.slice(0, 10))
  if (state === 'open') return { text: day }
  return { text: `${day}, ${state === 'ended' ? 'ended' : 'not open yet'}`, quiet: true }
}

/** Skilljar writes them in more than one letter case. */
function channelInWords(channel: string): TableCell {
  if (channel === notSet) return { text: channel, quiet: true }
  const name = channel.toLowerCase()
  return { text: name === 'api' ? 'API' : `${name.charAt(0).toUpperCase()}${name.slice(1)}` }
}
