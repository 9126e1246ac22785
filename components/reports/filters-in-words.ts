import { sourceNames } from '@/components/shell/source-names'
import { noTeam, type Filters, type Narrowing } from '@/lib/filters/filters'
import type { NarrowingChoice } from '@/lib/metrics/narrowing-options'

const rules = {
  at_time: 'Members at the time',
  current: 'Current members',
  ever: 'Anybody who was ever a member',
} as const

interface Names {
  readonly teamName?: (id: number) => string
  /** As people read what the address narrows by. */
  readonly narrowed?: readonly NarrowingChoice[]
}

/** The filters in force, a sentence each; none where everything is shown. */
export function filtersInWords(filters: Filters, { teamName = (id) => `team ${id}`, narrowed = [] }: Names = {}) {
  const list = (what: string, values: readonly string[]) => (values.length > 0 ? [`${what}: ${values.join(', ')}`] : [])
  return [
    ...list(
      'Team',
      filters.team.map((id) => (id === noTeam ? 'No team' : teamName(id))),
    ),
    ...(filters.team.length > 0 ? [rules[filters.membership]] : []),
    ...list('Technology', filters.technology),
    ...list('Content', filters.contentType),
    ...list(
      'Source',
      filters.source.map((source) => sourceNames[source]),
    ),
    ...(filters.archived ? ['Archived assignments let in'] : []),
    ...(Object.entries(filters.where) as [Narrowing, readonly string[]][]).flatMap(([name, values]) => {
      const choice = narrowed.find((one) => one.name === name)
      const nameOf = (value: string) => choice?.options.find((option) => option.value === value)?.label ?? value
      return list(choice?.label ?? inWords(name), values.map(nameOf))
    }),
  ]
}

const inWords = (dimension: string) => `${dimension.charAt(0).toUpperCase()}${dimension.slice(1).replaceAll('_', ' ')}`
