/** Whether a ratio keeps its limit, which says "at least" or "at most" what. */
import type { Ratio } from './measure'

export function verdict({ value, limit }: Pick<Ratio, 'value' | 'limit'>): 'PASS' | 'miss' | '' {
  if (limit === undefined) return ''
  const [, how, bound] = /^(at least|at most) ([\d.]+)$/.exec(limit) ?? []
  if (bound === undefined) throw new Error(`The limit "${limit}" cannot be read.`)
  return (how === 'at least' ? value >= Number(bound) : value <= Number(bound)) ? 'PASS' : 'miss'
}
