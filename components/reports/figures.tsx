/** The key figures of a report: value, change against the comparison, sparkline and definition, all from one answer. */
import { DefinitionPopover } from '@/components/metrics/definition-popover'
import { Kpi, KpiRow } from '@/components/metrics/kpi'
import { notSet, type Filters } from '@/lib/filters/filters'
import { filterParams } from '@/lib/filters/url'
import { changeInWords } from '@/lib/format/change'
import { formatPeriod } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { isSmallSample } from '@/lib/format/small-sample'
import { formatValue, formatValueWithUnit } from '@/lib/format/value'
import type { NarrowingChoice } from '@/lib/metrics/narrowing-options'
import type { Metric, MetricName } from '@/lib/metrics/names'
import type { Series } from '@/lib/metrics/series'
import { filtersInWords } from './filters-in-words'
import { partsOf, type Parts } from './ratio-parts'
import { youngCohort } from './young-cohort'

const units: Partial<Record<string, string>> = { hours: 'h', days: 'days' }
/** A rate over fewer is a small sample. */

interface FiguresProps<M extends MetricName> {
  names: readonly M[]
  definitions: Readonly<Record<MetricName, Metric>>
  series: Series<M>
  /** What the address says. */
  filters: Filters
  /** With what the page is fixed to; absent: nothing. */
  inside?: Filters
  /** Names for what is narrowed by. */
  narrowed?: readonly NarrowingChoice[]
  teamName?: (id: number) => string
  /** Counts that medians and the like rest on; the series has them too. */
  samples?: Readonly<Partial<Record<MetricName, MetricName>>> | undefined
  /** Whom alone the figures are about. */
  person?: string
}

export function Figures<M extends MetricName>(props: FiguresProps<M>) {
  const { names, definitions, series, filters, inside = filters, narrowed = [], teamName, samples = {}, person } = props
  const [line] = series.lines
  return (
    <KpiRow>
      {names.map((name) => {
        const metric: Metric = definitions[name]
        const { label, format, cohort, tone, description, formula, readFrom, leftOut } = metric
        const parts = partsOf(series.totals, name)
        const young = youngCohort(metric, parts?.denominator ?? null, filters, series.asOf)
        const value = young ? null : series.totals[name]
        const suppressed = value === null && !young && isHidden(series.totals, parts)
        const n = restsOn(series.totals, name, samples[name])
        const isFew = restsOnFew(n)
        const former = series.comparison?.totals
        const wereFew = former !== undefined && restsOnFew(restsOn(former, name, samples[name]))
        return (
          <Kpi
            key={name}
            id={name}
            label={cohort === undefined ? label : `${label}, ${filters.windowDays} days`}
            value={formatValue(value, format)}
            unit={value === null ? undefined : unitOf(metric, inside)}
            change={changeInWords(value, former?.[name], format)}
            incomparable={former !== undefined && (isFew || wereFew)}
            tone={tone}
            suppressed={suppressed}
            note={parts ? inParts(parts) : n === null ? undefined : `n ${formatCount(n)}`}
            {...(isFew && !young && { smallSample: n ?? 0 })}
            missing={young ?? (value === null && !suppressed ? { why: whyMissing(metric) } : undefined)}
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
                  value: `${formatValueWithUnit(value, format)}${parts === null && n !== null ? `, n ${formatCount(n)}` : ''}`,
                  numerator: part(definitions, metric.ratio?.of, parts?.numerator),
                  denominator: part(definitions, metric.ratio?.to, parts?.denominator),
                  filters: [
                    formatPeriod(inside.from, inside.to),
                    ...(person === undefined ? [] : [person]),
                    ...filtersInWords(inside, { narrowed, ...(teamName && { teamName }) }),
                  ],
                  settings: cohort === undefined ? [] : [`Completed within ${filters.windowDays} days`],
                  asOf: series.asOf,
                  dataVersion: series.dataVersion,
                  sql: series.sql,
                  // What is behind a number is counted for everybody.
                  ...(person === undefined && { behind: `/api/v1/metrics/${name}?${filterParams(inside)}` }),
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

function unitOf({ unit, format }: Metric, { where: { currency = [] } }: Filters): string | undefined {
  if (unit !== 'currency') return units[format]
  return currency.length === 1 && currency[0] !== notSet ? currency[0] : undefined
}

const whyMissing = ({ unit }: Metric) =>
  unit === 'currency'
    ? 'Amounts of several currencies are never added: choose one.'
    : 'Nothing in this period to compute it from.'

/** Nothing at all is not few. */
const restsOnFew = (n: number | null) => n !== 0 && isSmallSample(n)

/** How many are behind a rate, a median or the like; null where the number is a plain amount. */
function restsOn(totals: object, name: string, sample: MetricName | undefined): number | null {
  const parts = partsOf(totals, name)
  if (parts) return parts.denominator
  return sample === undefined ? null : ((totals as Readonly<Record<string, number | null | undefined>>)[sample] ?? null)
}

/** A rate without a denominator is undefined and hides nothing; a part of it that is missing was hidden. */
function isHidden({ suppressed }: { readonly suppressed: boolean }, parts: Parts | null): boolean {
  return suppressed && (parts === null || parts.numerator === null || parts.denominator === null)
}

const inParts = ({ numerator, denominator }: Parts) => `${formatCount(numerator)} of ${formatCount(denominator)}`

function part(
  definitions: Readonly<Record<MetricName, Metric>>,
  name: MetricName | undefined,
  value: number | null | undefined,
): string | undefined {
  if (name === undefined || value === null || value === undefined) return undefined
  return `${definitions[name].label}: ${formatCount(value)}`
}
