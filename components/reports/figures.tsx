/** The key figures of a report: value, change against the comparison, sparkline and definition, all from one answer. */
import { DefinitionPopover } from '@/components/metrics/definition-popover'
import { Kpi, KpiRow } from '@/components/metrics/kpi'
import { changeInWords } from '@/lib/format/change'
import { formatPeriod } from '@/lib/format/dates'
import { formatValue, formatValueWithUnit } from '@/lib/format/value'
import type { Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import type { Metric, MetricName } from '@/lib/metrics/names'
import type { Series } from '@/lib/metrics/series'
import { filtersInWords } from './filters-in-words'

const units: Partial<Record<string, string>> = { hours: 'h' }

export function Figures<M extends MetricName>({
  names,
  definitions,
  series,
  filters,
}: {
  names: readonly M[]
  definitions: Readonly<Record<M, Metric>>
  series: Series<M>
  filters: Filters
}) {
  const [line] = series.lines
  return (
    <KpiRow>
      {names.map((name) => {
        const { label, format, unit, description, formula, readFrom, leftOut } = definitions[name]
        const value = series.totals[name]
        const before = series.comparison?.totals[name]
        return (
          <Kpi
            key={name}
            id={name}
            label={label}
            value={formatValue(value, format)}
            unit={units[unit]}
            change={changeInWords(value, before, format)}
            tone="more-is-better"
            suppressed={value === null}
            sparkline={{
              values: line?.points.map((point) => point[name]) ?? [],
              compare: line?.comparison?.map((point) => point[name]),
              unfinished: series.buckets.at(-1)?.unfinished ?? false,
            }}
            definition={
              <DefinitionPopover
                definition={{
                  id: name,
                  label,
                  description,
                  formula,
                  readFrom,
                  leftOut,
                  value: formatValueWithUnit(value, format),
                  filters: [formatPeriod(filters.from, filters.to), ...filtersInWords(filters)],
                  asOf: series.asOf,
                  dataVersion: series.dataVersion,
                  sql: series.sql,
                  behind: `/api/v1/metrics/${name}?${filterParams(filters)}`,
                  links: [{ label: 'In the catalogue', href: `/catalogue/${name}` }],
                }}
              />
            }
          />
        )
      })}
    </KpiRow>
  )
}
