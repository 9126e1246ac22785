'use client'

import { useId, useState, type ReactNode } from 'react'
import { Bar, BarChart, CartesianGrid, XAxis, YAxis, type BarShapeProps } from 'recharts'
import { formatPeriod } from '@/lib/format/dates'
import type { ValueFormat } from '@/lib/format/numbers'
import { formatValue, formatValueWithUnit } from '@/lib/format/value'
import type { ChartBucket } from './bucket'
import { BucketPlot, type Margin } from './bucket-plot'
import { ChartCard, type ChartCardProps } from './chart-card'
import type { TooltipRow } from './chart-tooltip'
import { cssColour, type MarkColour } from './colours'
import { Legend } from './legend'
import { CompareTicks, Hatching, TimeLabels, UnfinishedOutline } from './plot-parts'
import { scaleFromZero } from './scale'
import type { Twin } from './twin'
import { valueAxis } from './value-axis'

export interface BarSeries {
  readonly key: string
  readonly label: string
  readonly color: MarkColour
  /** One per bucket; null where the number must not be shown. */
  readonly values: readonly (number | null)[]
}

interface StackedBarsProps extends ChartCardProps {
  /** Above the axis: "Hours". */
  unit: string
  format: Extract<ValueFormat, 'hours' | 'count'>
  /** "week": in the header of the table, and in "Week not finished". */
  grain: string
  buckets: readonly ChartBucket[]
  /** From the bottom up. */
  series: readonly BarSeries[]
  /** Totals of the comparison period, laid over the buckets. */
  compare?: readonly (number | null)[] | undefined
  compareLabel?: string
}

const barWidth = (band: number) => Math.min(30, band * 0.66)

export function StackedBars(props: StackedBarsProps) {
  const { unit, format, grain, buckets, series, compare, compareLabel = 'Previous period', ...card } = props
  const hatching = useId()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const shown = series.filter(({ key }) => !hidden.has(key))
  const drawn = buckets.map((_, index) => height(shown, index))
  const anyHidden = series.some(({ values }) => values.includes(null))
  // A comparison with everything would mislead beside a part of it.
  const compared = hidden.size === 0 ? compare : undefined
  const axis = valueAxis(
    scaleFromZero(Math.max(0, ...drawn, ...numbers(compared ?? [])), format === 'count' ? 1 : 0),
    format,
  )
  const margin: Margin = { top: 8, right: 4, bottom: 24, left: axis.width }
  const unfinished = buckets.flatMap((bucket, index) => (bucket.unfinished ? [index] : []))
  const note = `${capital(grain)} not finished`
  const data = buckets.map((bucket, index) => ({
    start: bucket.start,
    values: shown.map(({ values }) => values[index] ?? 0),
  }))

  const tip = (index: number) => {
    const bucket = buckets[index]
    const value = (amount: number | null) => (amount === null ? 'Hidden' : formatValueWithUnit(amount, format))
    const parts = shown
      .map(({ label, color, values }): TooltipRow => ({ label, color, value: value(values[index] ?? null) }))
      .toReversed()
    const sum: TooltipRow[] =
      shown.length > 1 ? [{ label: hidden.size > 0 ? 'Total shown' : 'Total', value: value(total(shown, index)) }] : []
    const before = compared?.[index]
    return {
      title: bucket?.name ?? formatPeriod(bucket?.start, bucket?.end),
      rows: [
        ...parts,
        ...sum,
        ...(typeof before === 'number'
          ? [{ label: compareLabel, value: value(before), color: 'compare' as const }]
          : []),
      ],
      note: bucket?.unfinished ? note : undefined,
    }
  }

  return (
    <ChartCard {...card} note={anyHidden ? withHidden(card.note) : card.note} legend={series} twin={twinOf(props)}>
      <Legend
        entries={series}
        hidden={hidden}
        onHidden={setHidden}
        compared={compared && { label: compareLabel, dotted: false }}
        unfinished={unfinished.length === 0 ? undefined : note}
      />
      <p className="text-micro text-chart-tick">{unit}</p>
      <BucketPlot
        name={`Stacked bars: ${card.title}, ${unit.toLowerCase()} per ${grain}, ${card.period}`}
        buckets={buckets}
        margin={margin}
        tip={tip}
      >
        <BarChart data={data} margin={{ ...margin, left: 0 }} barCategoryGap="17%" accessibilityLayer={false}>
          <Hatching id={hatching} />
          <CartesianGrid vertical={false} syncWithTicks stroke="var(--chart-grid)" />
          <XAxis dataKey="start" hide />
          <YAxis {...axis.props} />
          {shown.map(({ key, color }, index) => (
            <Bar
              key={key}
              dataKey={({ values }: { values: readonly number[] }) => values[index] ?? 0}
              stackId="all"
              maxBarSize={30}
              isAnimationActive={false}
              fill={color === 'unset' ? `url(#${hatching})` : cssColour(color)}
              shape={(part: BarShapeProps) => <Part part={part} faded={buckets[part.index]?.unfinished ?? false} />}
            />
          ))}
          {unfinished.map((index) => (
            <UnfinishedOutline
              key={index}
              index={index}
              count={buckets.length}
              total={drawn[index] ?? 0}
              barWidth={barWidth}
            />
          ))}
          {compared && <CompareTicks values={compared} barWidth={barWidth} />}
          <TimeLabels buckets={buckets} />
        </BarChart>
      </BucketPlot>
    </ChartCard>
  )
}

/** A column without its hidden parts is lower than it was, and one without any part no zero. */
function withHidden(note: ChartCardProps['note']): ReactNode {
  return <>Numbers of fewer than five people are hidden, and missing from the columns. {note}</>
}

/** A pixel of ground between two parts, so that they are told apart without their colours. */
function Part({ part: { x, y, width, height, fill }, faded }: { part: BarShapeProps; faded: boolean }) {
  if (!(height > 0)) return null
  const gap = height > 2 ? 1 : 0
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height - gap}
      rx={Math.min(2, (height - gap) / 2)}
      fill={fill}
      fillOpacity={faded ? 0.38 : 1}
    />
  )
}

function twinOf({ format, grain, buckets, series, compare, compareLabel = 'Previous period' }: StackedBarsProps): Twin {
  const cell = (value: number | null | undefined) => ({ text: formatValue(value, format), raw: value ?? null })
  const withTotal = series.length > 1
  return {
    columns: [
      { label: capital(grain), numeric: false },
      ...series.map(({ label }) => ({ label, numeric: true })),
      ...(withTotal ? [{ label: 'Total', numeric: true }] : []),
      ...(compare ? [{ label: compareLabel, numeric: true }] : []),
    ],
    rows: buckets.map((bucket, index) => [
      { text: bucket.unfinished ? `${bucket.label} (not finished)` : bucket.label, raw: bucket.name ?? bucket.start },
      ...series.map(({ values }) => cell(values[index])),
      ...(withTotal ? [cell(total(series, index))] : []),
      ...(compare ? [cell(compare[index])] : []),
    ]),
  }
}

/** Nothing where a part must not be shown: the rest is not the total. */
function total(series: readonly BarSeries[], index: number): number | null {
  return series.some(({ values }) => (values[index] ?? null) === null) ? null : height(series, index)
}

function height(series: readonly BarSeries[], index: number): number {
  return series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
