'use client'

import { useState } from 'react'
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts'
import { formatPercent } from '@/lib/format/numbers'
import { BucketPlot, type Margin } from './bucket-plot'
import { ChartCard, type ChartCardProps } from './chart-card'
import { cssColour, type MarkColour } from './colours'
import { DayAxis, DayMark } from './day-axis'
import { Legend } from './legend'
import { shapeOf } from './marker'
import { EndLabels } from './plot-parts'
import { daily, dayTicks } from './step-lines'
import { widestText } from './text-width'
import type { Twin } from './twin'
import { valueAxis } from './value-axis'

export interface CurvePoint {
  /** Whole days since the start; the share holds from here to the next point. */
  readonly day: number
  readonly share: number | null
  readonly low?: number | null | undefined
  readonly high?: number | null | undefined
}

export interface SurvivalLine {
  readonly key: string
  readonly label: string
  readonly color: MarkColour
  readonly points: readonly CurvePoint[]
  readonly n?: number | undefined
  /** Too few behind it to compare: grey and thin. */
  readonly small?: boolean | undefined
}

interface SurvivalCurvesProps extends ChartCardProps {
  /** Above and below the axes: "Completed", "Days since start". */
  unit: string
  xUnit: string
  /** The end of the axis. */
  days: number
  /** Up to five. */
  lines: readonly SurvivalLine[]
  mark?: { readonly day: number; readonly label: string } | undefined
  /** "95 % interval": drawn for the line in focus. */
  interval?: string
}

type Datum = readonly CurvePoint[]

/** Shares that only grow, as steps; every line carries its name and a shape of its own. */
export function SurvivalCurves(props: SurvivalCurvesProps) {
  const { unit, xUnit, days, lines, mark, interval, ...card } = props
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [width, setWidth] = useState(600)
  const [chosen, setChosen] = useState(0)
  const shown = lines.filter(({ key }) => !hidden.has(key))
  const curves = shown.map(({ points }) => daily(points, days))
  const ranged = shown.map(({ points }) =>
    points.some(({ low, high }) => typeof low === 'number' && typeof high === 'number'),
  )
  const focused = Math.min(chosen, shown.length - 1)
  const hasBand = interval !== undefined && (ranged[focused] ?? false)
  const axis = valueAxis({ ticks: [0, 0.25, 0.5, 0.75, 1], top: 1 }, 'percent')
  const direct = lines.length > 1 && width >= 480
  const names = lines.map(({ label }) => label)
  const margin: Margin = { top: 8, right: direct ? 26 + widestText(names, 11) : 12, bottom: 40, left: axis.width }
  const data = Array.from({ length: days + 1 }, (_, day): Datum =>
    curves.map((curve) => curve[day] ?? { day, share: null }),
  )
  const colourOf = ({ color, small }: SurvivalLine): MarkColour => (small ? 'other' : color)

  const tip = (day: number) => {
    const rows = shown.map((line, index) => ({
      label: line.label,
      color: colourOf(line),
      value: formatPercent(curves[index]?.[day]?.share),
    }))
    const point = curves[focused]?.[day]
    const band = hasBand && typeof point?.low === 'number' && typeof point.high === 'number'
    const name = shown[focused]?.label ?? ''
    return {
      title: day === 1 ? '1 day after the start' : `${day} days after the start`,
      rows: rows.toSorted((one, other) => parseFloat(other.value) - parseFloat(one.value) || 0),
      note: band ? `${name}: ${formatPercent(point?.low)} to ${formatPercent(point?.high)}, ${interval}` : undefined,
    }
  }
  /** The line nearest to the pointer. */
  const focusNear = (day: number, height: number) => {
    const distances = curves.map((curve) => Math.abs((curve[day]?.share ?? Infinity) - (1 - height)))
    const nearest = distances.indexOf(Math.min(...distances))
    if (nearest >= 0) setChosen(nearest)
  }
  const band = shown[focused]
  return (
    <ChartCard
      {...card}
      legend={lines.map((line) => ({ label: line.label, color: colourOf(line) }))}
      twin={twinOf(props)}
    >
      {!direct && lines.length > 1 && <Legend entries={lines} hidden={hidden} onHidden={setHidden} />}
      {hasBand && band && (
        <p className="mb-2 flex items-center gap-1.5 text-small text-muted">
          <span
            aria-hidden
            className="size-2.5 rounded-cell opacity-30 forced-colors:border"
            style={{ background: cssColour(colourOf(band)) }}
          />
          {interval}, shown for {band.label}
          {shown.length > 1 && '; hover a line or press Up and Down for its own'}
        </p>
      )}
      <p className="text-micro text-chart-tick">{unit}</p>
      <BucketPlot
        name={`Curves: ${card.title}, ${unit.toLowerCase()} by ${xUnit.toLowerCase()}, ${card.period}`}
        buckets={data.map(() => ({}))}
        margin={margin}
        tip={tip}
        onWidth={setWidth}
        start={mark?.day}
        onPoint={focusNear}
        onStep={(by) => setChosen((focused + by + shown.length) % shown.length)}
      >
        <ComposedChart data={data} margin={{ ...margin, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} syncWithTicks stroke="var(--chart-grid)" />
          <XAxis dataKey={(row: Datum) => row[0]?.day ?? 0} type="number" domain={[0, days]} hide />
          <YAxis {...axis.props} />
          {hasBand && band && (
            <Area
              type="stepAfter"
              dataKey={(row: Datum) => [
                row[focused]?.low ?? row[focused]?.share ?? 0,
                row[focused]?.high ?? row[focused]?.share ?? 0,
              ]}
              fill={cssColour(colourOf(band))}
              fillOpacity={0.16}
              stroke="none"
              isAnimationActive={false}
              activeDot={false}
            />
          )}
          {shown.map((line, index) => (
            <Line
              key={line.key}
              type="stepAfter"
              dataKey={(row: Datum) => row[index]?.share ?? null}
              stroke={cssColour(colourOf(line))}
              strokeWidth={line.small ? 1.25 : 2}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
              strokeLinejoin="round"
            />
          ))}
          {mark && mark.day <= days && (
            <DayMark
              {...mark}
              days={days}
              points={shown.map((line, index) => ({
                key: line.key,
                color: colourOf(line),
                shape: shapeOf(line.color, index),
                value: curves[index]?.[mark.day]?.share ?? null,
              }))}
            />
          )}
          {direct && (
            <EndLabels
              labels={shown.map((line, index) => ({
                key: line.key,
                label: line.label,
                color: colourOf(line),
                shape: shapeOf(line.color, index),
                value: curves[index]?.[days]?.share ?? null,
              }))}
            />
          )}
          <DayAxis days={days} ticks={dayTicks(days)} title={xUnit} />
        </ComposedChart>
      </BucketPlot>
    </ChartCard>
  )
}

function twinOf({ xUnit, days, lines, interval }: SurvivalCurvesProps): Twin {
  const named = [...new Set([...dayTicks(days), ...lines.flatMap(({ points }) => points.map(({ day }) => day))])]
  const rows = lines.length === 0 ? [] : named.filter((day) => day <= days).toSorted((one, other) => one - other)
  const curves = lines.map(({ points }) => daily(points, days))
  const ranged = lines.map(({ points }) => interval !== undefined && points.some(({ low }) => typeof low === 'number'))
  const cell = (value: number | null | undefined) => ({ text: formatPercent(value), raw: value ?? null })
  return {
    columns: [
      { label: xUnit, numeric: true },
      ...lines.flatMap(({ label }, index) => [
        { label, numeric: true },
        ...(ranged[index]
          ? [
              { label: `${label}, from`, numeric: true },
              { label: `${label}, to`, numeric: true },
            ]
          : []),
      ]),
    ],
    rows: rows.map((day) => [
      { text: String(day), raw: day },
      ...curves.flatMap((curve, index) => {
        const point = curve[day]
        return [cell(point?.share), ...(ranged[index] ? [cell(point?.low), cell(point?.high)] : [])]
      }),
    ]),
  }
}
