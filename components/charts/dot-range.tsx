'use client'

import type { ValueFormat } from '@/lib/format/numbers'
import { formatCount } from '@/lib/format/numbers'
import { formatValue, formatValueWithUnit } from '@/lib/format/value'
import { ChartCard, type ChartCardProps } from './chart-card'
import type { TooltipRow } from './chart-tooltip'
import { cssColour, type MarkColour } from './colours'
import { MarkPlot } from './mark-plot'
import { axisRoom, inked, outlined, ReferenceLine, RowAxis, RowText } from './row-parts'
import { rowLayout, rowsHeight } from './row-layout'
import { scaleBetween, scaleFromZero } from './scale'
import type { Twin } from './twin'
import { tickText } from './value-axis'

export interface DotRow {
  readonly key: string
  readonly label: string
  /** The slot of a technology; else the accent. */
  readonly color?: MarkColour | undefined
  readonly value: number | null
  readonly before?: number | null | undefined
  /** The denominator: "n 258". */
  readonly n?: number | null | undefined
  /** Too few behind it to compare: grey and hollow. */
  readonly small?: boolean | undefined
  /** Too few people behind it for this reader. */
  readonly hidden?: boolean | undefined
  readonly href?: string | undefined
}

interface DotRangeProps extends ChartCardProps {
  /** Headers of the table: "Technology", "Completed within 30 days". */
  what: string
  measure: string
  format: ValueFormat
  /** Below the axis. */
  xUnit: string
  rows: readonly DotRow[]
  /** A line through all rows: "All courses". */
  reference?: { readonly value: number; readonly label: string } | undefined
  compareLabel?: string
  fromZero?: boolean
}

/** One value per row as a dot, joined to the hollow dot of the comparison period. */
export function DotRange(props: DotRangeProps) {
  const { what, measure, format, xUnit, rows, reference, compareLabel = 'Previous period', fromZero, ...card } = props
  const draw = (width: number, height: number) => {
    const words = rows.map((row) => ({
      label: row.label,
      value: valueText(row, format),
      note: typeof row.n === 'number' ? `n ${formatCount(row.n)}` : undefined,
    }))
    const layout = rowLayout(words, width, height, { swatch: isColoured(rows), foot: axisRoom })
    const scale = domain(rows, reference?.value, format, fromZero ?? false)
    const at = (value: number) =>
      layout.track.x + ((value - scale.bottom) / (scale.top - scale.bottom)) * layout.track.width
    const step = (scale.ticks[1] ?? 1) - (scale.ticks[0] ?? 0)
    const marks = rows.map((row, index) => {
      const { y = 0, height: rowHeight = 0, middle = 0 } = layout.rows[index] ?? {}
      const x = row.value === null ? layout.track.x : at(row.value)
      const anchor = { x: x - 8, y: middle - 10, width: 16, height: 20 }
      return [{ x: 0, y, width, height: rowHeight, anchor, href: row.href, tip: () => tipOf(row, props, compareLabel) }]
    })
    const svg = (
      <>
        <RowAxis
          layout={layout}
          ticks={scale.ticks}
          at={at}
          text={(value) => tickText(value, step, format)}
          title={xUnit}
        />
        {reference && <ReferenceLine layout={layout} x={at(reference.value)} />}
        {rows.map((row, index) => {
          const y = layout.rows[index]?.middle ?? 0
          return (
            <g key={row.key}>
              <RowText layout={layout} index={index} words={words[index]!} color={row.color} small={row.small} />
              {row.value !== null && <Dots row={row} y={y} at={at} />}
            </g>
          )
        })}
      </>
    )
    const bottom = layout.bottom + axisRoom
    return { marks, parts: [{ place: 'body' as const, x: 0, y: 0, width, height: bottom, svg }] }
  }
  return (
    <ChartCard {...card} twin={twinOf(props)}>
      <MarkPlot
        name={`Dots: ${card.title}, ${measure.toLowerCase()} by ${what.toLowerCase()}, ${card.period}`}
        least={(width) => rowsHeight(rows.length, width, { foot: axisRoom })}
        draw={draw}
      />
    </ChartCard>
  )
}

function Dots({ row, y, at }: { row: DotRow; y: number; at: (value: number) => number }) {
  const x = at(row.value ?? 0)
  const color = cssColour(row.small ? 'other' : (row.color ?? 'accent'))
  return (
    <g>
      {typeof row.before === 'number' && (
        <>
          <line x1={at(row.before)} x2={x} y1={y} y2={y} stroke="var(--chart-compare)" strokeWidth={1.5} />
          <circle
            cx={at(row.before)}
            cy={y}
            r={3.5}
            fill="var(--surface)"
            stroke="var(--chart-compare)"
            strokeWidth={1.5}
          />
        </>
      )}
      {row.small ? (
        <circle cx={x} cy={y} r={5} fill="var(--surface)" stroke={color} strokeWidth={2} className={outlined} />
      ) : (
        <circle cx={x} cy={y} r={5} fill={color} className={inked} />
      )}
    </g>
  )
}

function domain(rows: readonly DotRow[], reference: number | undefined, format: ValueFormat, fromZero: boolean) {
  const all = [...rows.flatMap(({ value, before }) => [value, before]), reference].filter(
    (one) => typeof one === 'number',
  )
  if (fromZero || all.length === 0)
    return { bottom: 0, ...scaleFromZero(Math.max(0, ...all), format === 'count' ? 1 : 0) }
  return scaleBetween(Math.min(...all), Math.max(...all), {
    least: all.some((value) => value < 0) ? -Infinity : 0,
    most: format === 'percent' && all.every((value) => value <= 1) ? 1 : Infinity,
  })
}

function valueText(row: DotRow, format: ValueFormat): string {
  return row.hidden ? 'Hidden' : formatValue(row.value, format)
}

function tipOf(row: DotRow, { measure, format, reference }: DotRangeProps, compareLabel: string) {
  const text = (value: number) => formatValueWithUnit(value, format)
  const rows: TooltipRow[] = [
    {
      label: measure,
      value: row.value === null ? valueText(row, format) : text(row.value),
      color: row.color ?? 'accent',
    },
    ...(typeof row.before === 'number'
      ? [{ label: compareLabel, value: text(row.before), color: 'compare' as const }]
      : []),
    ...(reference ? [{ label: reference.label, value: text(reference.value) }] : []),
    ...(typeof row.n === 'number' ? [{ label: 'n', value: formatCount(row.n) }] : []),
  ]
  return { title: row.label, rows, note: row.small ? 'Small sample' : undefined }
}

function twinOf({ what, measure, format, rows, compareLabel = 'Previous period' }: DotRangeProps): Twin {
  const compared = rows.some(({ before }) => typeof before === 'number')
  const counted = rows.some(({ n }) => typeof n === 'number')
  const cell = (value: number | null | undefined) => ({ text: formatValue(value, format), raw: value ?? null })
  return {
    columns: [
      { label: what, numeric: false },
      { label: measure, numeric: true },
      ...(compared ? [{ label: compareLabel, numeric: true }] : []),
      ...(counted ? [{ label: 'n', numeric: true }] : []),
    ],
    rows: rows.map((row) => [
      { text: row.label, raw: row.label, href: row.href },
      { text: valueText(row, format), raw: row.value },
      ...(compared ? [cell(row.before)] : []),
      ...(counted ? [{ text: formatCount(row.n), raw: row.n ?? null }] : []),
    ]),
  }
}

function isColoured(rows: readonly DotRow[]): boolean {
  return rows.some(({ color }) => color !== undefined)
}
