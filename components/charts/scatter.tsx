'use client'

import { formatCount, type ValueFormat } from '@/lib/format/numbers'
import { formatValue } from '@/lib/format/value'
import { ChartCard, type ChartCardProps } from './chart-card'
import { cssColour, type MarkColour } from './colours'
import { MarkPlot } from './mark-plot'
import type { Mark } from './mark'
import { inked, outlined } from './row-parts'
import { scaleBetween, type Range } from './scale'
import type { Twin } from './twin'
import { tickText } from './value-axis'

export interface ScatterPoint {
  readonly key: string
  /** One or two characters, written in the mark: points are told apart by it, not by colour. */
  readonly mark: string
  readonly label: string
  /** Null: not to be placed; it stands in the table all the same. */
  readonly x: number | null
  readonly y: number | null
  readonly n?: number | null | undefined
  /** A verdict in words, with its colour. */
  readonly verdict?: { readonly text: string; readonly color: MarkColour } | undefined
  /** Too few behind it to compare: grey and hollow. */
  readonly small?: boolean | undefined
  readonly href?: string | undefined
}

export interface ScatterAxis {
  readonly title: string
  readonly format: ValueFormat
  /** Values that the axis has at any rate. */
  readonly from: number
  readonly to: number
}

interface ScatterProps extends ChartCardProps {
  /** Header of the table: "Question". */
  what: string
  x: ScatterAxis
  y: ScatterAxis
  points: readonly ScatterPoint[]
  /** Lines across, with their words: "Weak below 0.10". */
  limits?: readonly { readonly y: number; readonly label: string }[]
}

interface Placed extends ScatterPoint {
  readonly x: number
  readonly y: number
}

const least = 320
const margin = { top: 22, right: 14, bottom: 42, left: 44 }
const radius = 9

/** Two measures of each thing, one against the other. */
export function Scatter({ what, x, y, points, limits = [], ...card }: ScatterProps) {
  const placed = points.filter((point): point is Placed => point.x !== null && point.y !== null)
  const [across, up] = [
    axisOf(
      x,
      placed.map((point) => point.x),
    ),
    axisOf(
      y,
      placed.map((point) => point.y),
    ),
  ]
  const draw = (width: number, height: number) => {
    const plot = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom }
    const atX = (value: number) => margin.left + ((value - across.bottom) / (across.top - across.bottom)) * plot.width
    const atY = (value: number) => margin.top + (1 - (value - up.bottom) / (up.top - up.bottom)) * plot.height
    const marks = placed
      .toSorted((one, other) => one.x - other.x)
      .map((point): Mark => ({
        x: atX(point.x) - radius - 2,
        y: atY(point.y) - radius - 2,
        width: 2 * radius + 4,
        height: 2 * radius + 4,
        href: point.href,
        tip: () => tipOf(point, x, y),
      }))
    const step = (ticks: Range['ticks']) => (ticks[1] ?? 1) - (ticks[0] ?? 0)
    const svg = (
      <>
        <g fontSize={11} fill="var(--chart-tick)">
          {across.ticks.map((tick) => (
            <text key={tick} x={atX(tick)} y={height - margin.bottom + 16} textAnchor="middle">
              {tickText(tick, step(across.ticks), x.format)}
            </text>
          ))}
          {up.ticks.map((tick) => (
            <g key={tick}>
              <line
                x1={margin.left}
                x2={width - margin.right}
                y1={atY(tick)}
                y2={atY(tick)}
                stroke="var(--chart-grid)"
              />
              <text x={margin.left - 8} y={atY(tick) + 4} textAnchor="end">
                {tickText(tick, step(up.ticks), y.format)}
              </text>
            </g>
          ))}
          <text x={margin.left + plot.width / 2} y={height - 6} textAnchor="middle">
            {x.title}
          </text>
          <text x={0} y={10}>
            {y.title}
          </text>
          {limits.map((limit) => (
            <g key={limit.label}>
              <line
                x1={margin.left}
                x2={width - margin.right}
                y1={atY(limit.y)}
                y2={atY(limit.y)}
                stroke="var(--text)"
                strokeDasharray="2 3"
              />
              <text x={margin.left + 4} y={atY(limit.y) - 4} fill="var(--muted)">
                {limit.label}
              </text>
            </g>
          ))}
        </g>
        {placed.map((point) => (
          <Dot key={point.key} point={point} x={atX(point.x)} y={atY(point.y)} />
        ))}
      </>
    )
    // One row: the arrow keys go from left to right.
    return { marks: [marks], parts: [{ place: 'body' as const, x: 0, y: 0, width, height, svg }] }
  }
  return (
    <ChartCard {...card} twin={twinOf(what, x, y, points)}>
      <MarkPlot
        name={`Points: ${card.title}, ${y.title.toLowerCase()} by ${x.title.toLowerCase()}, ${card.period}`}
        least={() => least}
        draw={draw}
        highlight="ring"
      />
    </ChartCard>
  )
}

function Dot({ point, x, y }: { point: Placed; x: number; y: number }) {
  const color = cssColour(point.small ? 'other' : (point.verdict?.color ?? 'accent'))
  const hollow = { fill: 'var(--surface)', stroke: color, strokeWidth: 2, className: outlined }
  return (
    <g>
      <circle cx={x} cy={y} r={radius} {...(point.small ? hollow : { fill: color, className: inked })} />
      <text
        x={x}
        y={y + 3.5}
        textAnchor="middle"
        fontSize={10}
        fontWeight={600}
        fill={point.small ? 'var(--muted)' : 'var(--surface)'}
        className="tabular"
      >
        {point.mark}
      </text>
    </g>
  )
}

function axisOf({ from, to }: ScatterAxis, values: readonly number[]): Range {
  return scaleBetween(Math.min(from, ...values), Math.max(to, ...values))
}

function tipOf(point: Placed, x: ScatterAxis, y: ScatterAxis) {
  return {
    title: `${point.mark} ${point.label}`,
    rows: [
      { label: y.title, value: formatValue(point.y, y.format) },
      { label: x.title, value: formatValue(point.x, x.format) },
      ...(typeof point.n === 'number' ? [{ label: 'n', value: formatCount(point.n) }] : []),
    ],
    note: point.verdict?.text ?? (point.small ? 'Small sample' : undefined),
  }
}

function twinOf(what: string, x: ScatterAxis, y: ScatterAxis, points: readonly ScatterPoint[]): Twin {
  return {
    columns: [
      { label: what, numeric: false },
      { label: x.title, numeric: true },
      { label: y.title, numeric: true },
      { label: 'n', numeric: true },
      { label: 'Verdict', numeric: false },
    ],
    rows: points.map((point) => [
      { text: `${point.mark} ${point.label}`, raw: point.label, href: point.href },
      { text: formatValue(point.x, x.format), raw: point.x },
      { text: formatValue(point.y, y.format), raw: point.y },
      { text: formatCount(point.n), raw: point.n ?? null },
      { text: point.verdict?.text ?? '–', raw: point.verdict?.text ?? null },
    ]),
  }
}
