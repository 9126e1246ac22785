/** What a check found, as a sentence: "12 of 48,211 rows (0.0 %): counted in hours, left out of the completion rate." */
import { formatCount, formatPercent, narrowSpace } from '@/lib/format/numbers'
import type { Counted } from './count'

export function shareOf({ found, total }: Counted): number | null {
  return found === null || !total ? null : found / total
}

export function foundInWords(counted: Counted): string {
  const { found, total } = counted
  if (found === null || total === null) return 'Took too long to count.'
  const share = shareOf(counted)
  const least = share !== null && share > 0 && share < 0.0005 ? `less than 0.1${narrowSpace}%` : formatPercent(share)
  return `${formatCount(found)} of ${formatCount(total)} rows (${least})`
}
