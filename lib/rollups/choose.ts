/** Which rollups of sums answer a question exactly: the smallest that know everything it asks for. */
import { daysBetween, addDays } from '@/lib/filters/days'
import { bucketStart, grains } from '@/lib/filters/buckets'
import { noTeam } from '@/lib/filters/filters'
import type { Cells } from '@/lib/metrics/compile'
import { segmentsOf, splitWeeks, together, type Segment, type Span } from './segments'

/** Whose sums: everybody's, those of teams as rows of their own, or of people who are in any of these teams. */
export type Whose =
  | { readonly of: 'organisation' }
  | { readonly of: 'teams'; readonly teams: readonly number[] | 'all' }
  | { readonly of: 'signatures'; readonly teams: readonly number[] }

export interface Choice {
  readonly whose: Whose
  readonly segments: readonly Segment[]
  /** Days that a comparison period moves by; null: the question has no time in it. */
  readonly shift: number | null
}

const FEW_TEAMS = 5

/** The shortest first: its buckets lie in those of the others. */
const longGrains = ['month', 'quarter', 'year'] as const

const known: readonly string[] = [...grains, 'source', 'content_type', 'technology', 'team']

/** Undefined: the rollups of sums cannot tell. */
export function choose(cells: Cells): Choice | undefined {
  if (cells.scope.minimumCell > 1 || cells.person !== undefined) return undefined
  if (cells.by.some((name) => !known.includes(name))) return undefined
  const whose = whoseSums(cells)
  if (whose === undefined) return undefined
  const segments = segmentsOf(cells.period, spansOf(cells, whose), lastInPlace(cells))
  if (segments.length === 0) return undefined
  return { whose, segments: together(inBuckets(cells, segments)), shift: hasTime(cells) ? shiftOf(cells) : null }
}

function whoseSums({ scope, filters, by }: Cells): Whose | undefined {
  const asRows = by.includes('team')
  if (scope.people === 'all' && filters.team.length === 0) {
    if (!asRows) return { of: 'organisation' }
    return filters.membership === 'at_time' ? { of: 'teams', teams: 'all' } : undefined
  }
  if (filters.membership !== 'at_time') return undefined
  const teams = teamsOf(scope.people === 'all' ? undefined : scope.people.teams, filters.team)
  if (teams.length === 0) return undefined
  return asRows || teams.length === 1 ? { of: 'teams', teams } : { of: 'signatures', teams }
}

/** As in lib/metrics/scope-rows.ts: for readers of their own teams, "no team" and foreign teams select nothing. */
function teamsOf(own: readonly number[] | undefined, asked: readonly number[]): readonly number[] {
  if (own === undefined) return [...new Set(asked)]
  const visible = own.filter((team) => team !== noTeam)
  return [...new Set(asked.length === 0 ? visible : asked.filter((team) => visible.includes(team)))]
}

const hasTime = ({ by }: Cells) => grains.some((grain) => by.includes(grain))

const shiftOf = ({ laidOver, period }: Cells) => (laidOver === undefined ? 0 : daysBetween(period.from, laidOver.from))

/** Weeks say nothing about days; four weeks say nothing about weeks, sources, contents and technologies. */
function spansOf(cells: Cells, whose: Whose): readonly Span[] {
  const { by, filters } = cells
  if (whose.of === 'organisation' || by.includes('day')) return ['day']
  if (by.includes('week') && shiftOf(cells) % 7 !== 0) return ['day']
  const details = [...filters.source, ...filters.contentType, ...filters.technology]
  const isPlain = details.length === 0 && !by.some((name) => name !== 'team')
  // The weeks of a few teams are read faster than a further statement is planned.
  const isLarge = whose.teams === 'all' || whose.teams.length > FEW_TEAMS
  return isPlain && isLarge ? ['month', 'week', 'day'] : ['week', 'day']
}

/** A week may lie in two months, quarters or years. */
function inBuckets(cells: Cells, segments: readonly Segment[]): Segment[] {
  const grain = longGrains.find((name) => cells.by.includes(name))
  if (grain === undefined) return [...segments]
  const shift = shiftOf(cells)
  return segments.flatMap((segment) => splitWeeks(segment, (day) => bucketStart(grain, addDays(day, shift))))
}

/** Days of a longer comparison period join the last day of the current one: weeks that reach beyond it come apart. */
function lastInPlace(cells: Cells): string {
  const { laidOver, period } = cells
  if (laidOver === undefined || !hasTime(cells)) return period.to
  return addDays(laidOver.to, -shiftOf(cells))
}
