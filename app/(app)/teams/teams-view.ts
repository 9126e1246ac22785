/** What the parts of this page draw with. */
import type { ViewOf } from '@/app/(app)/dashboard-page'
import { teamLabels } from '@/components/filters/team-labels'
import { slots, type Slot } from '@/lib/design/palette'
import { filterParams } from '@/lib/filters/url'
import type { Filters } from '@/lib/filters/filters'
import type { readTeams, teamsCards } from '@/lib/reports/read-teams'

export type TeamsView = ViewOf<typeof readTeams, typeof teamsCards>

/** What one of its cards reads. */
export type CardData<Name extends keyof typeof teamsCards> = Awaited<ReturnType<(typeof teamsCards)[Name]>>

/** The page about a team: whichever teams were chosen, it is about this one. */
export const teamHref = (team: number, filters: Filters) => `/teams/${team}?${filterParams({ ...filters, team: [] })}`

export function teamNames({ data }: TeamsView): (team: number) => string {
  const names = teamLabels(data.choices.teams)
  return (team) => names.get(team) ?? `Unknown team ${team}`
}

/** Teams have no colours of their own; those compared get one each, in order. */
export function colourOfTeam({ compared }: { readonly compared: readonly number[] }, team: number): Slot {
  return slots[Math.max(0, compared.indexOf(team))] ?? slots[0]
}

/** For a manager there are no others. */
export function allTeams({ visit }: TeamsView): string {
  return visit.scope.people === 'all' ? 'All teams' : 'Your teams'
}
