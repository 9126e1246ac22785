/** On paper there is no filter bar: what it says stands under the heading. */
import { sourceNames } from '@/components/shell/source-names'
import type { Filters } from '@/lib/filters/filters'
import { formatMoment, formatPeriod } from '@/lib/format/dates'
import type { NarrowingChoice } from '@/lib/metrics/narrowing-options'
import { compareLabel } from './compare-label'
import { filtersInWords } from './filters-in-words'

interface PrintedFiltersProps {
  filters: Filters
  teamName: (id: number) => string
  narrowed: readonly NarrowingChoice[] | undefined
  asOf: Readonly<Record<keyof typeof sourceNames, string | null>>
}

export function PrintedFilters({ filters, teamName, narrowed = [], asOf }: PrintedFiltersProps) {
  const loaded = Object.entries(sourceNames).flatMap(([source, name]) => {
    const moment = asOf[source as keyof typeof sourceNames]
    return moment === null ? [] : [`${name} as of ${formatMoment(moment)}`]
  })
  const words = [
    formatPeriod(filters.from, filters.to),
    ...(filters.compare === 'none' ? [] : [`Compared with: ${compareLabel(filters).toLowerCase()}`]),
    `By ${filters.grain}`,
    ...filtersInWords(filters, { teamName, narrowed }),
    ...loaded,
  ]
  return <p className="-mt-2 hidden text-small text-muted print:block">{words.join(' · ')}</p>
}
