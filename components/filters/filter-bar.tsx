'use client'

import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { comparisons, defaultFilters, memberships, noTeam, type Filters } from '@/lib/filters/filters'
import { grains } from '@/lib/filters/buckets'
import { Button } from '@/components/ui/button'
import { sourceNames } from '@/components/shell/source-names'
import { cn } from '@/components/ui/cn'
import { Popover } from '@/components/ui/popover'
import { Chips, namesInShort, type Chip } from './chips'
import { FilterSheet } from './filter-sheet'
import { PeriodPick } from './period-pick'
import { PickMany } from './pick-many'
import { PickOne } from './pick-one'
import { teamLabels } from './team-labels'
import { useFilterLink } from './use-filter-link'

const words = {
  grain: { day: 'Day', week: 'Week', month: 'Month', quarter: 'Quarter', year: 'Year' },
  compare: { previous: 'Previous period', last_year: 'Same period last year', none: 'Nothing' },
  membership: { at_time: 'At the time', current: 'Current members', ever: 'Ever a member' },
  source: sourceNames,
} as const

export interface FilterChoices {
  readonly teams: readonly { readonly id: number; readonly name: string; readonly deleted: boolean }[]
  readonly technologies: readonly string[]
  readonly contentTypes: readonly string[]
}

interface FilterBarProps {
  filters: Filters
  choices: FilterChoices
  newest: string
}

/** The filters of a dashboard page. Everything it does is an address, so Back works and a link shows the same view. */
export function FilterBar({ filters, choices, newest }: FilterBarProps) {
  const { go, addressOf, busy } = useFilterLink(filters)
  const teams = [
    ...[...teamLabels(choices.teams)].map(([id, label]) => ({ value: String(id), label })),
    { value: String(noTeam), label: 'No team' },
  ]
  const teamName = (id: number) => teams.find(({ value }) => value === String(id))?.label ?? `Team ${id}`
  const clear: Partial<Filters> = { ...defaultFilters(newest), grain: filters.grain, compare: filters.compare }
  const active: (Omit<Chip, 'removeHref'> & { without: Partial<Filters> })[] = [
    { name: 'Team', value: namesInShort(filters.team.map(teamName)), without: { team: [] } },
    { name: 'Technology', value: namesInShort(filters.technology), without: { technology: [] } },
    { name: 'Content', value: namesInShort(filters.contentType), without: { contentType: [] } },
    {
      name: 'Source',
      value: namesInShort(filters.source.map((source) => words.source[source])),
      without: { source: [] },
    },
    {
      name: 'Membership',
      value: filters.membership === 'at_time' ? '' : words.membership[filters.membership],
      without: { membership: 'at_time' as const },
    },
  ].filter(({ value }) => value !== '')

  const compare = (
    <PickOne
      name="Compare"
      value={filters.compare}
      options={options(comparisons, words.compare)}
      onPick={(chosen) => go({ compare: chosen as Filters['compare'] })}
    />
  )
  const grain = (
    <PickOne
      name="By"
      value={filters.grain}
      options={options(grains, words.grain)}
      onPick={(chosen) => go({ grain: chosen as Filters['grain'] })}
    />
  )
  const team = (
    <PickMany
      name="Team"
      chosen={filters.team.map(String)}
      options={teams}
      onApply={(chosen) => go({ team: chosen.map(Number) })}
    />
  )
  const technology = (
    <PickMany
      name="Technology"
      chosen={filters.technology}
      options={choices.technologies.map((value) => ({ value, label: value }))}
      onApply={(chosen) => go({ technology: chosen })}
    />
  )
  const others = (
    <>
      <PickMany
        name="Content"
        chosen={filters.contentType}
        options={choices.contentTypes.map((value) => ({
          value,
          label: value.charAt(0).toUpperCase() + value.slice(1),
        }))}
        onApply={(contentType) => go({ contentType })}
      />
      <PickMany
        name="Source"
        chosen={filters.source}
        options={Object.entries(words.source).map(([value, label]) => ({ value, label }))}
        onApply={(source) => go({ source: source as Filters['source'] })}
      />
      <PickOne
        name="Membership"
        value={filters.membership}
        options={options(memberships, words.membership)}
        onPick={(membership) => go({ membership: membership as Filters['membership'] })}
      />
    </>
  )
  const chips = (
    <Chips
      chips={active.map(({ without, ...chip }) => ({ ...chip, removeHref: addressOf(without) }))}
      clearHref={addressOf(clear)}
    />
  )

  return (
    <>
      <div
        data-print="hide"
        aria-busy={busy}
        className={cn(
          'sticky top-13 z-20 -mx-1 flex flex-col gap-2 bg-background px-1 py-2 max-tablet:-mx-4 max-tablet:px-4',
          busy && 'opacity-70',
        )}
      >
        <div className="flex flex-wrap items-center gap-2">
          <PeriodPick key={`${filters.from} ${filters.to}`} period={filters} newest={newest} onPick={go} />
          <div className="contents max-tablet:hidden">
            {compare}
            {grain}
            {team}
            {technology}
            <MoreFilters>{others}</MoreFilters>
          </div>
          <FilterSheet active={active.length}>
            {compare}
            {grain}
            {team}
            {technology}
            {others}
          </FilterSheet>
        </div>
        <div className="max-tablet:hidden">{chips}</div>
      </div>
      {/* On phones only the period stays in view; the chips scroll away. */}
      <div data-print="hide" className="-mt-2 tablet:hidden">
        {chips}
      </div>
    </>
  )
}

function MoreFilters({ children }: { children: ReactNode }) {
  return (
    <Popover
      label="More filters"
      trigger={
        <Button kind="quiet" icon={<Plus aria-hidden />}>
          Filter
        </Button>
      }
    >
      <div className="flex flex-col gap-2 [&>button]:justify-between">{children}</div>
    </Popover>
  )
}

function options<T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) {
  return values.map((value) => ({ value, label: labels[value] }))
}
