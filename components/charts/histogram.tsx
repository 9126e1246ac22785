'use client'

import { Bar, BarChart, CartesianGrid, XAxis, YAxis, type BarShapeProps } from 'recharts'
import { formatCount, formatPercent } from '@/lib/format/numbers'
import { BucketPlot, type Margin } from './bucket-plot'
import { ChartCard, type ChartCardProps } from './chart-card'
import type { TooltipRow } from './chart-tooltip'
import { cssColour, type MarkColour } from './colours'
import { FormerOutline, MarkerLine, MiddleHalf, StepAxis } from './histogram-parts'
import { isNumeric, wholeOf } from './histogram-axis'
import { outlined } from './row-parts'
import { scaleFromZero } from './scale'
import type { Twin } from './twin'
import { valueAxis } from './value-axis'

export interface HistogramBin {
  /** "0 to 3", "Novice". */
  readonly label: string
  /** Its ends, in the units of the axis; the last may be open (Infinity). */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly count: number | null
  /** In the comparison period. */
  readonly before?: number | null | undefined
  readonly href?: string | undefined
  readonly color?: MarkColour | undefined
}

export interface HistogramProps extends ChartCardProps {
  /** Above the axis, and the header of the table: "Pairs". */
  unit: string
  /** Below the axis: "Days from start to completion". */
  xUnit: string
  /** The header of the steps in the table: "Days". */
  what: string
  bins: readonly HistogramBin[]
  /** The middle half, shaded; in the units of the axis. */
  middle?: { readonly from: number; readonly to: number } | undefined
  /** A line through the steps: a median, a pass mark. */
  marker?: { readonly at: number; readonly label: string } | undefined
  compareLabel?: string
}

/** How many fall into each step. */
export function Histogram(props: HistogramProps) {
  const { unit, xUnit, bins, middle, marker, compareLabel = 'Previous period', ...card } = props
  const counts = bins.flatMap(({ count, before }) => [count ?? 0, before ?? 0])
  const axis = valueAxis(scaleFromZero(Math.max(0, ...counts), 1), 'count')
  const total = wholeOf(bins)
  const compared = bins.some(({ before }) => typeof before === 'number')
  const numeric = isNumeric(bins)
  const margin: Margin = { top: marker ? 20 : 8, right: 12, bottom: 40, left: axis.width }
  const tip = (index: number) => {
    const bin = bins[index]
    const count = bin?.count ?? null
    const rows: TooltipRow[] = [
      { label: unit, value: count === null ? 'Hidden' : formatCount(count), color: bin?.color ?? 'ink' },
      ...(count === null || !total ? [] : [{ label: 'Share', value: formatPercent(count / total) }]),
      ...(typeof bin?.before === 'number'
        ? [{ label: compareLabel, value: formatCount(bin.before), color: 'compare' as const }]
        : []),
    ]
    return { title: bin?.label ?? '', rows }
  }
  return (
    <ChartCard {...card} twin={twinOf(props)}>
      {compared && (
        <p className="mb-2 flex items-center gap-1.5 text-small text-muted">
          <span aria-hidden className="w-4 border-t-2 border-muted" />
          {compareLabel}
        </p>
      )}
      <p className="text-micro text-chart-tick">{unit}</p>
      <BucketPlot
        name={`Histogram: ${card.title}, ${unit.toLowerCase()} by ${xUnit.toLowerCase()}, ${card.period}`}
        buckets={bins}
        margin={margin}
        tip={tip}
        start={0}
      >
        <BarChart data={[...bins]} margin={{ ...margin, left: 0 }} barCategoryGap={1} accessibilityLayer={false}>
          {middle && numeric && <MiddleHalf bins={bins} middle={middle} />}
          <CartesianGrid vertical={false} syncWithTicks stroke="var(--chart-grid)" />
          <XAxis dataKey="label" hide />
          <YAxis {...axis.props} />
          <Bar
            dataKey={(bin: HistogramBin) => bin.count ?? 0}
            isAnimationActive={false}
            shape={(part: BarShapeProps) => (
              <Step part={part} color={bins[part.index]?.color ?? 'ink'} wide={numeric} />
            )}
          />
          {compared && <FormerOutline values={bins.map(({ before }) => before ?? null)} />}
          {marker && numeric && <MarkerLine bins={bins} {...marker} />}
          <StepAxis bins={bins} title={xUnit} />
        </BarChart>
      </BucketPlot>
    </ChartCard>
  )
}

/** Steps of a number touch each other; categories stand apart. */
function Step({
  part: { x, y, width, height },
  color,
  wide,
}: {
  part: BarShapeProps
  color: MarkColour
  wide: boolean
}) {
  if (!(height > 0)) return null
  const inset = wide ? 0.5 : Math.max(0, (width - Math.min(64, width * 0.72)) / 2)
  return (
    <rect
      x={x + inset}
      y={y}
      width={Math.max(1, width - 2 * inset)}
      height={height}
      rx={2}
      fill={cssColour(color)}
      className={outlined}
    />
  )
}

function twinOf({ what, unit, bins, compareLabel = 'Previous period' }: HistogramProps): Twin {
  const compared = bins.some(({ before }) => typeof before === 'number')
  const total = wholeOf(bins)
  return {
    columns: [
      { label: what, numeric: false },
      { label: unit, numeric: true },
      ...(total === null ? [] : [{ label: 'Share', numeric: true }]),
      ...(compared ? [{ label: compareLabel, numeric: true }] : []),
    ],
    rows: bins.map(({ label, count, before, href }) => [
      { text: label, raw: label, href },
      { text: count === null ? 'Hidden' : formatCount(count), raw: count },
      ...(total === null
        ? []
        : [
            {
              text: formatPercent(total > 0 ? (count ?? 0) / total : null),
              raw: total > 0 ? (count ?? 0) / total : null,
            },
          ]),
      ...(compared ? [{ text: formatCount(before), raw: before ?? null }] : []),
    ]),
  }
}
