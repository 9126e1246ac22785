/** From a cell of an answer to the filters behind it: what a click on a bar or a row opens. */
import { bucketStart, grains, nextBucket, type Grain } from './buckets'
import { addDays, earlier, later } from './days'
import { narrowings, noTeam, notSet, sources, type Filters } from './filters'

/** Dimension values of a row: the keys of an answer's row, null for "No team". */
export type Cell = Readonly<Record<string, unknown>>

export function narrow(filters: Filters, cell: Cell): Filters {
  let narrowed = filters
  for (const grain of grains) {
    const start = cell[grain]
    if (typeof start === 'string') narrowed = { ...narrowed, ...within(narrowed, grain, start) }
  }
  if (cell.team !== undefined) narrowed = { ...narrowed, team: [cell.team === null ? noTeam : Number(cell.team)] }
  if (typeof cell.technology === 'string') narrowed = { ...narrowed, technology: [cell.technology] }
  if (typeof cell.content_type === 'string') narrowed = { ...narrowed, contentType: [cell.content_type] }
  for (const name of narrowings) {
    const key = cell[name]
    if (key === undefined) continue
    narrowed = { ...narrowed, where: { ...narrowed.where, [name]: [key === null ? notSet : String(key)] } }
  }
  const source = sources.find((name) => name === cell.source)
  return source === undefined ? narrowed : { ...narrowed, source: [source] }
}

function within(filters: Filters, grain: Grain, start: string) {
  return {
    from: later(filters.from, bucketStart(grain, start)),
    to: earlier(filters.to, addDays(nextBucket(grain, start), -1)),
  }
}
