/** What of a view must hold for it to show what was meant, when nobody is there to read the notice. */
import { isGrouped } from '@/lib/explorer/group-query'
import { viewParameters } from '@/lib/explorer/table-view'
import type { OpenedView } from './open-view'
import { twinsParam } from './page-reading'
import { wholeParams, type LeftOut } from './what-holds'

/** How it is looked at: without them it shows the same rows. */
const looks: readonly string[] = ['sort', 'limit', 'grain', 'compare', twinsParam, ...viewParameters]

/**
 * What was left out without which the view shows more than was meant. Of a list something may go as long as something
 * stays, since its values are alternatives; what narrows each for itself may not.
 */
export function widening({ leftOut, search }: Pick<OpenedView, 'leftOut' | 'search'>): readonly LeftOut[] {
  // Groups only keep the columns of the rows for the way back.
  const without = isGrouped(search) ? [...looks, 'columns'] : looks
  return leftOut.filter(({ param }) => !without.includes(param) && (wholeParams.includes(param) || !search.has(param)))
}
