/** The key figures of the page about people who went quiet: counts of today, without a period to compare them with. */
import type { AnalysisRow } from '@/lib/analyses/analysis'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { riskRules, type RiskData, type RiskQuestion } from './read-at-risk'

export interface RiskFigure {
  readonly id: string
  readonly label: string
  /** Null: fewer people than this reader may be told of. */
  readonly value: number | null
  readonly note: string
}

export function riskFigures(
  { total, members }: Pick<RiskData, 'total' | 'members'>,
  { rule, days }: Pick<RiskQuestion, 'rule' | 'days'>,
): readonly RiskFigure[] {
  const daysOf = (name: RiskQuestion['rule']) => (name === rule ? days : riskRules[name].days)
  const [open, all] = [numberOf(total, 'people'), numberOf(members, 'members')]
  return [
    {
      id: 'at-risk',
      label: `At risk, ${daysOf('open')} days`,
      value: numberOf(total, 'at_risk'),
      note: shareOf(total, open, 'with something open'),
    },
    { id: 'open', label: 'With something open', value: open, note: 'started and not completed, with access' },
    {
      id: 'quiet',
      label: `Quiet for ${daysOf('quiet')} days`,
      value: numberOf(members, 'people'),
      note: shareOf(members, all, 'members'),
    },
    { id: 'members', label: 'Members today', value: all, note: 'in a team, account not deleted' },
  ]
}

/** No row at all is nobody. */
function numberOf(row: AnalysisRow | null, name: string): number | null {
  const value = row === null ? 0 : row[name]
  return typeof value === 'number' ? value : null
}

function shareOf(row: AnalysisRow | null, of: number | null, whom: string): string {
  const share = row?.['share']
  if (typeof share !== 'number' || of === null) return `of those ${whom}`
  return `${formatPercent(share)} of ${formatCount(of)} ${whom}`
}
