import { noTeam, type Filters } from '@/lib/filters/filters'

const rules = {
  at_time: 'Members at the time',
  current: 'Current members',
  ever: 'Anybody who was ever a member',
} as const

/** The filters in force, a sentence each; none where everything is shown. */
export function filtersInWords(filters: Filters, teamName: (id: number) => string = (id) => `team ${id}`): string[] {
  const list = (what: string, values: readonly string[]) => (values.length > 0 ? [`${what}: ${values.join(', ')}`] : [])
  return [
    ...list(
      'Team',
      filters.team.map((id) => (id === noTeam ? 'No team' : teamName(id))),
    ),
    ...(filters.team.length > 0 ? [rules[filters.membership]] : []),
    ...list('Technology', filters.technology),
    ...list('Content', filters.contentType),
    ...list('Source', filters.source),
  ]
}
