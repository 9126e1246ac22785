'use client'

import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  archivedWords,
  comparisons,
  defaultFilters,
  memberships,
  noTeam,
  offeredWindowDays,
  type Filters,
  type Narrowing,
} from '@/lib/filters/filters'
import { grains } from '@/lib/filters/buckets'
import { Button } from '@/components/ui/button'
import { sourceNames } from '@/components/shell/source-names'
import { cn } from '@/components/ui/cn'
import { Popover } from '@/components/ui/popover'
import type { NarrowingChoice } from '@/lib/metrics/narrowing-options'
import type { CommonFilter } from '@/lib/reports/report'
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
  archived: { without: 'Left out', with: 'Let in' },
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
  /** Filters of this page beside the common ones. */
  own?: readonly NarrowingChoice[]
  /** Names for what the address narrows by, whatever the page offers. */
  narrowed?: readonly NarrowingChoice[]
  /** Some numbers depend on the time given for completing. */
  hasWindow?: boolean
  /** Archived assignments can be let in. */
  hasArchived?: boolean
  /** Common filters that make no sense here. */
  without?: readonly CommonFilter[]
}

/** The filters of a dashboard page. Everything it does is an address, so Back works and a link shows the same view. */
export function FilterBar(props: FilterBarProps) {
  const {
    filters,
    choices,
    newest,
    own = [],
    narrowed = [],
    hasWindow = false,
    hasArchived = false,
    without = [],
  } = props
  const has = (name: CommonFilter) => !without.includes(name)
  const { go, addressOf, busy } = useFilterLink(filters)
  const teams = [
    ...[...teamLabels(choices.teams)].map(([id, label]) => ({ value: String(id), label })),
    { value: String(noTeam), label: 'No team' },
  ]
  const teamName = (id: number) => teams.find(({ value }) => value === String(id))?.label ?? `Team ${id}`
  const clear: Partial<Filters> = { ...defaultFilters(newest), grain: filters.grain, compare: filters.compare }
  const narrowTo = (name: Narrowing, values: readonly string[]) => ({ where: { ...filters.where, [name]: values } })
  const whatNarrows = (Object.entries(filters.where) as [Narrowing, readonly string[]][]).filter(
    // What stands in the bar and cannot be left out is no chip.
    ([name, values]) => name !== 'currency' || values.length > 1 || !own.some((choice) => choice.name === name),
  )
  const active: (Omit<Chip, 'removeHref'> & { without: Partial<Filters> })[] = [
    { name: 'Team', value: namesInShort(filters.team.map(teamName)), without: { team: [] } },
    { name: 'Technology', value: namesInShort(filters.technology), without: { technology: [] } },
    { name: 'Content', value: namesInShort(filters.contentType), without: { contentType: [] } },
    {
      name: 'Source',
      value: namesInShort(filters.source.map((source) => words.source[source])),
      without: { source: [] },
    },
    ...whatNarrows.map(([name, values]) => ({
      name: [...own, ...narrowed].find((choice) => choice.name === name)?.label ?? name,
      value: namesInShort(values.map((value) => labelOf([...own, ...narrowed], name, value))),
      without: narrowTo(name, []),
    })),
    {
      name: 'Window',
      value: filters.windowDays === defaultFilters(newest).windowDays ? '' : `${filters.windowDays} days`,
      without: { windowDays: defaultFilters(newest).windowDays },
    },
    {
      name: 'Membership',
      value: filters.membership === 'at_time' ? '' : words.membership[filters.membership],
      without: { membership: 'at_time' as const },
    },
    { name: 'Archived', value: filters.archived ? words.archived.with : '', without: { archived: false } },
  ].filter(({ value }) => value !== '')

  const compare = has('compare') && (
    <PickOne
      name="Compare"
      value={filters.compare}
      options={options(comparisons, words.compare)}
      onPick={(chosen) => go({ compare: chosen as Filters['compare'] })}
    />
  )
  const grain = has('grain') && (
    <PickOne
      name="By"
      value={filters.grain}
      options={options(grains, words.grain)}
      onPick={(chosen) => go({ grain: chosen as Filters['grain'] })}
    />
  )
  const team = has('team') && (
    <PickMany
      name="Team"
      chosen={filters.team.map(String)}
      options={teams}
      onApply={(chosen) => go({ team: chosen.map(Number) })}
    />
  )
  const technology = has('technology') && (
    <PickMany
      name="Technology"
      chosen={filters.technology}
      options={choices.technologies.map((value) => ({ value, label: value }))}
      onApply={(chosen) => go({ technology: chosen })}
    />
  )
  // Amounts of two currencies are never added: one is chosen, where everybody sees it.
  const money = own.find(({ name }) => name === 'currency')
  const currency = money && money.options.length > 0 && (
    <PickOne
      name={money.label}
      value={(filters.where.currency ?? []).join(', ')}
      options={money.options}
      onPick={(chosen) => go(narrowTo('currency', [chosen]))}
    />
  )
  const ofPage = own
    .filter((choice) => choice !== money)
    .map(({ name, label, options: values }) => (
      <PickMany
        key={name}
        name={label}
        chosen={filters.where[name] ?? []}
        options={values}
        onApply={(chosen) => go(narrowTo(name, chosen))}
      />
    ))
  const windowDays = hasWindow && (
    <PickOne
      key="window"
      name="Completed within"
      value={String(filters.windowDays)}
      options={[...new Set([...offeredWindowDays, filters.windowDays])].map((days) => ({
        value: String(days),
        label: `${days} days`,
      }))}
      onPick={(days) => go({ windowDays: Number(days) })}
    />
  )
  const others = [
    ...ofPage,
    has('contentType') && (
      <PickMany
        key="content"
        name="Content"
        chosen={filters.contentType}
        options={choices.contentTypes.map((value) => ({
          value,
          label: value.charAt(0).toUpperCase() + value.slice(1),
        }))}
        onApply={(contentType) => go({ contentType })}
      />
    ),
    has('source') && (
      <PickMany
        key="source"
        name="Source"
        chosen={filters.source}
        options={Object.entries(words.source).map(([value, label]) => ({ value, label }))}
        onApply={(source) => go({ source: source as Filters['source'] })}
      />
    ),
    windowDays,
    hasArchived && (
      <PickOne
        key="archived"
        name="Archived"
        value={filters.archived ? 'with' : 'without'}
        options={options(archivedWords, words.archived)}
        onPick={(chosen) => go({ archived: chosen === 'with' })}
      />
    ),
    has('membership') && (
      <PickOne
        key="membership"
        name="Membership"
        value={filters.membership}
        options={options(memberships, words.membership)}
        onPick={(membership) => go({ membership: membership as Filters['membership'] })}
      />
    ),
  ].filter(Boolean)
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
          {has('period') && (
            <PeriodPick key={`${filters.from} ${filters.to}`} period={filters} newest={newest} onPick={go} />
          )}
          <div className="contents max-tablet:hidden">
            {compare}
            {grain}
            {currency}
            {team}
            {technology}
            {others.length > 0 && <MoreFilters>{others}</MoreFilters>}
          </div>
          <FilterSheet active={active.length}>
            {compare}
            {grain}
            {currency}
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

function labelOf(choices: readonly NarrowingChoice[], name: Narrowing, value: string): string {
  const options = choices.filter((choice) => choice.name === name).flatMap((choice) => choice.options)
  return options.find((option) => option.value === value)?.label ?? value
}
