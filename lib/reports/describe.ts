/** Everything that can be asked, described: metrics and analyses in one list, for the API and the catalogue page. */
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis } from '@/lib/analyses/analysis'
import { dimensions, type DimensionName } from '@/lib/metrics/dimensions'
import { isFactDimension } from '@/lib/metrics/fact-dimensions'
import type { Described, Fact } from '@/lib/metrics/fact'
import { factMetricsOf, factOf, facts, metrics, type Metric, type MetricName } from '@/lib/metrics/names'

export interface Description extends Omit<Described, 'unit' | 'format'> {
  readonly id: string
  readonly kind: 'metric' | 'analysis'
  /** What it is about: the fact, or for an analysis nothing. */
  readonly family: string
  readonly unit?: Described['unit']
  readonly format?: Described['format']
  readonly numerator?: MetricName
  readonly denominator?: MetricName
  /** By what it can be divided; for an analysis its columns. */
  readonly dimensions: readonly string[]
  readonly parameters?: Analysis['parameters']
  readonly learnerRows: boolean
}

export function describeAll(): Description[] {
  const all: Readonly<Record<string, Analysis>> = analyses
  return [
    ...(Object.keys(metrics) as MetricName[]).map(describeMetric),
    ...Object.entries(all).map(([id, analysis]) => describeAnalysis(id, analysis)),
  ]
}

/** What people call a metric or an analysis. */
export function labelOf(id: string): string {
  const all: Readonly<Record<string, { readonly label: string }>> = { ...metrics, ...analyses }
  return all[id]?.label ?? id
}

function describeMetric(id: MetricName): Description {
  const metric: Metric = metrics[id]
  const [first] = factMetricsOf([id])
  return {
    ...described(metric),
    id,
    kind: 'metric',
    family: first === undefined ? '' : factOf(first).name,
    unit: metric.unit,
    format: metric.format,
    ...(metric.ratio && { numerator: metric.ratio.of, denominator: metric.ratio.to }),
    dimensions: dimensionsOf(id),
    learnerRows: false,
  }
}

function describeAnalysis(id: string, analysis: Analysis): Description {
  return {
    ...described(analysis),
    id,
    kind: 'analysis',
    family: 'analyses',
    dimensions: analysis.columns.map(({ name }) => name),
    parameters: analysis.parameters,
    learnerRows: analysis.learnerRows ?? false,
  }
}

function described({ label, description, formula, readFrom, leftOut = [] }: Omit<Described, 'unit' | 'format'>) {
  return { label, description, formula, readFrom, leftOut }
}

/** Those that every fact has, and those that all facts of the metric list. */
export function dimensionsOf(id: MetricName): DimensionName[] {
  const own = factMetricsOf([id]).map((name) => factOf(name).dimensions ?? [])
  return (Object.keys(dimensions) as DimensionName[]).filter(
    (name) => !isFactDimension(name) || own.every((list) => list.includes(name)),
  )
}

/** What a family of metrics is about, in a sentence. */
export function familyDescription(family: string): string {
  return (
    (facts as readonly Fact[]).find(({ name }) => name === family)?.description ?? 'Curves, grids, funnels and lists.'
  )
}
