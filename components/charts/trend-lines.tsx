'use client'

import { useState } from 'react'
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts'
import { formatPeriod } from '@/lib/format/dates'
import type { ValueFormat } from '@/lib/format/numbers'
import { formatValue, formatValueWithUnit } from '@/lib/format/value'
import type { ChartBucket } from './bucket'
import { BucketPlot, type Margin } from './bucket-plot'
import { ChartCard, type ChartCardProps } from './chart-card'
import type { TooltipRow } from './chart-tooltip'
import { cssColour, type MarkColour } from './colours'
import { Legend } from './legend'
import { EndLabels, TimeLabels } from './plot-parts'
import { scaleFromZero } from './scale'
import type { Twin } from './twin'
import { valueAxis } from './value-axis'

export interface LineSeries {
  readonly key: string
  readonly label: string
  readonly color: MarkColour
  /** One per bucket; null where there is no number, or none that may be shown. */
  readonly values: readonly (number | null)[]
  /** The comparison period, laid over the buckets. */
  readonly compare?: readonly (number | null)[] | undefined
}

interface TrendLinesProps extends ChartCardProps {
  unit: string
  format: ValueFormat
  /** "week": in the header of the table, and in "Week not finished". */
  grain: string
  buckets: readonly ChartBucket[]
  series: readonly LineSeries[]
  compareLabel?: string
}

interface Datum {
  readonly start: string
  readonly values: readonly (number | null)[]
  readonly compare: readonly (number | null)[]
  /** The value, only where its line is dashed: in unfinished buckets and the one before them. */
  readonly dashed: boolean
  readonly solid: boolean
}

export function TrendLines(props: TrendLinesProps) {
  const { unit, format, grain, buckets, series, compareLabel = 'Previous period', ...card } = props
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [width, setWidth] = useState(600)
  const shown = series.filter(({ key }) => !hidden.has(key))
  const all = shown.flatMap(({ values, compare = [] }) => [...values, ...compare]).filter((value) => value !== null)
  const axis = valueAxis(scaleFromZero(Math.max(0, ...all), format === 'count' ? 1 : 0), format)
  // Up to five lines carry their names themselves where there is room; one alone is named by the title.
  const direct = series.length > 1 && series.length <= 5 && width >= 480
  const right = direct ? 24 + 6.2 * Math.max(...series.map(({ label }) => label.length)) : 8
  const margin: Margin = { top: 8, right, bottom: 24, left: axis.width }
  const firstUnfinished = buckets.findIndex((bucket) => bucket.unfinished)
  const note = `${capital(grain)} not finished`
  const compared = shown.some(({ compare }) => compare)
  const data = buckets.map(({ start }, index): Datum => ({
    start,
    values: shown.map(({ values }) => values[index] ?? null),
    compare: shown.map(({ compare }) => compare?.[index] ?? null),
    dashed: firstUnfinished >= 0 && index >= firstUnfinished - 1,
    solid: firstUnfinished < 0 || index < firstUnfinished,
  }))

  const tip = (index: number) => {
    const bucket = buckets[index]
    const rows = shown.flatMap(({ label, color, values, compare }): TooltipRow[] => {
      const before = compare?.[index]
      return [
        { label, color, value: formatValueWithUnit(values[index], format) },
        ...(typeof before === 'number'
          ? [
              {
                label: compareName(series, label, compareLabel),
                value: formatValueWithUnit(before, format),
                color: 'compare' as const,
              },
            ]
          : []),
      ]
    })
    return { title: formatPeriod(bucket?.start, bucket?.end), rows, note: bucket?.unfinished ? note : undefined }
  }

  const line = {
    type: 'linear',
    isAnimationActive: false,
    activeDot: false,
    strokeLinejoin: 'round',
    strokeLinecap: 'round',
  } as const
  return (
    <ChartCard {...card} legend={series} twin={twinOf(props)}>
      <Legend
        entries={direct || series.length === 1 ? [] : series}
        hidden={hidden}
        onHidden={setHidden}
        compared={compared ? { label: compareLabel, dotted: true } : undefined}
        unfinished={firstUnfinished < 0 ? undefined : note}
      />
      <p className="text-micro text-chart-tick">{unit}</p>
      <BucketPlot
        name={`Lines: ${card.title}, ${unit.toLowerCase()} per ${grain}, ${card.period}`}
        buckets={buckets}
        margin={margin}
        tip={tip}
        onWidth={setWidth}
      >
        <LineChart data={data} margin={{ ...margin, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} syncWithTicks stroke="var(--chart-grid)" />
          <XAxis dataKey="start" scale="band" hide />
          <YAxis {...axis.props} />
          {shown.map(
            ({ key, compare }, index) =>
              compare && (
                <Line
                  {...line}
                  key={`${key} before`}
                  dataKey={(row: Datum) => row.compare[index] ?? null}
                  dot={false}
                  stroke="var(--chart-compare)"
                  strokeWidth={1.5}
                  strokeDasharray="1 4"
                />
              ),
          )}
          {shown.map(({ key, color }, index) => (
            <Line
              {...line}
              key={key}
              dataKey={(row: Datum) => (row.solid ? (row.values[index] ?? null) : null)}
              dot={buckets.length === 1}
              stroke={cssColour(color)}
              strokeWidth={2}
            />
          ))}
          {shown.map(({ key, color }, index) => (
            <Line
              {...line}
              key={`${key} unfinished`}
              dataKey={(row: Datum) => (row.dashed ? (row.values[index] ?? null) : null)}
              stroke={cssColour(color)}
              strokeWidth={2}
              strokeDasharray="3 3"
              dot={({ cx, cy, index: at }) =>
                at === buckets.length - 1 && typeof cy === 'number' ? (
                  <circle
                    key={at}
                    cx={cx}
                    cy={cy}
                    r={3.5}
                    fill="var(--surface)"
                    stroke={cssColour(color)}
                    strokeWidth={2}
                  />
                ) : (
                  <g key={at} />
                )
              }
            />
          ))}
          {direct && (
            <EndLabels
              labels={shown.map(({ key, label, color, values }) => ({
                key,
                label,
                color,
                value: values.at(-1) ?? null,
              }))}
            />
          )}
          <TimeLabels buckets={buckets} />
        </LineChart>
      </BucketPlot>
    </ChartCard>
  )
}

/** One line's comparison needs no name of its own; of several, each says whose it is. */
function compareName(series: readonly LineSeries[], label: string, compareLabel: string): string {
  return series.length === 1 ? compareLabel : `${label}, ${compareLabel.toLowerCase()}`
}

function twinOf({ format, grain, buckets, series, compareLabel = 'Previous period' }: TrendLinesProps): Twin {
  const cell = (value: number | null | undefined) => ({ text: formatValue(value, format), raw: value ?? null })
  return {
    columns: [
      { label: capital(grain), numeric: false },
      ...series.flatMap(({ label, compare }) => [
        { label, numeric: true },
        ...(compare ? [{ label: compareName(series, label, compareLabel), numeric: true }] : []),
      ]),
    ],
    rows: buckets.map((bucket, index) => [
      { text: bucket.unfinished ? `${bucket.label} (not finished)` : bucket.label, raw: bucket.start },
      ...series.flatMap(({ values, compare }) => [cell(values[index]), ...(compare ? [cell(compare[index])] : [])]),
    ]),
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
