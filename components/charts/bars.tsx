'use client'

import { useId, useState } from 'react'
import type { ValueFormat } from '@/lib/format/numbers'
import { formatPercent } from '@/lib/format/numbers'
import { formatValue, formatValueWithUnit } from '@/lib/format/value'
import { CompareTick, Hatched, Segments, Track, type Shown } from './bar-parts'
import { ChartCard, type ChartCardProps } from './chart-card'
import type { TooltipRow } from './chart-tooltip'
import type { MarkColour } from './colours'
import { Legend } from './legend'
import { MarkPlot } from './mark-plot'
import { RowText } from './row-parts'
import { rowLayout, rowsHeight } from './row-layout'
import type { Twin } from './twin'

export interface BarState {
  readonly key: string
  readonly label: string
  readonly color: MarkColour
  /** A second sign beside the colour, for states that are not settled; what is not set always has it. */
  readonly hatched?: boolean | undefined
}

export interface BarRow {
  readonly key: string
  readonly label: string
  /** The slot of a technology, for bars of one state. */
  readonly color?: MarkColour | undefined
  /** One per state. */
  readonly values: readonly (number | null)[]
  /** "of 44". */
  readonly note?: string | undefined
  /** Too few behind it to compare: grey. */
  readonly small?: boolean | undefined
  /** Too few people behind it for this reader. */
  readonly hidden?: boolean | undefined
  readonly href?: string | undefined
  /** The total of the comparison period: a tick across the bar. */
  readonly before?: number | null | undefined
}

interface BarsProps extends ChartCardProps {
  what: string
  measure: string
  format: ValueFormat
  /** In the order of the stack; one alone needs no legend. */
  states: readonly BarState[]
  rows: readonly BarRow[]
  /** Every row fills the width: the mix counts, not the size. */
  share?: boolean
  /** The same people stand in several rows, or there are more rows than are drawn: the legend says no sums. */
  overlaps?: boolean
  compareLabel?: string
}

/** Horizontal bars over categories, one or several states long. */
export function Bars(props: BarsProps) {
  const {
    what,
    measure,
    format,
    states,
    rows,
    share = false,
    overlaps = false,
    compareLabel = 'Previous period',
    ...card
  } = props
  const pattern = useId()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const shown = states.map((state, index) => ({ ...state, index })).filter(({ key }) => !hidden.has(key))
  const totalOf = (row: BarRow) => shown.reduce((sum, { index }) => sum + (row.values[index] ?? 0), 0)
  const compared = !share && hidden.size === 0
  const anyBefore = compared && rows.some(({ before }) => typeof before === 'number')
  const largest = Math.max(0, ...rows.flatMap((row) => [totalOf(row), compared ? (row.before ?? 0) : 0]))
  const full = (row: BarRow) => (share ? totalOf(row) : format === 'percent' && states.length === 1 ? 1 : largest)

  const draw = (width: number, height: number) => {
    const words = rows.map((row) => ({
      label: row.label,
      value: row.hidden ? 'Hidden' : formatValue(isUnknown(row) ? null : totalOf(row), format),
      note: row.note,
    }))
    const swatch = rows.some(({ color }) => color !== undefined)
    const layout = rowLayout(words, width, height, { swatch, overhang: 0 })
    const marks = rows.map((row, index) => {
      const { y = 0, height: rowHeight = 0, middle = 0 } = layout.rows[index] ?? {}
      const length = full(row) > 0 ? (totalOf(row) / full(row)) * layout.track.width : 0
      const anchor = { x: layout.track.x, y: middle - 10, width: length, height: 20 }
      const tip = () => tipOf(row, shown, props, compared ? compareLabel : undefined)
      return [{ x: 0, y, width, height: rowHeight, anchor, href: row.href, tip }]
    })
    const svg = (
      <>
        <Hatched id={pattern} states={shown} />
        {rows.map((row, index) => (
          <g key={row.key}>
            <RowText layout={layout} index={index} words={words[index]!} color={row.color} small={row.small} />
            <Track layout={layout} index={index} />
            {!row.hidden && (
              <Segments
                row={row}
                index={index}
                layout={layout}
                states={shown}
                full={full(row)}
                pattern={pattern}
                format={format}
              />
            )}
            {compared && typeof row.before === 'number' && largest > 0 && (
              <CompareTick layout={layout} index={index} share={Math.min(1, row.before / full(row))} />
            )}
          </g>
        ))}
      </>
    )
    return { marks, parts: [{ place: 'body' as const, x: 0, y: 0, width, height: layout.bottom, svg }] }
  }
  // Beside rows that say nothing, a sum of what the others say would be taken for all.
  const isSummed = format === 'count' && !overlaps && !rows.some(({ hidden: isHidden }) => isHidden)
  const counted = states.map((state, index) => {
    const sum = rows.reduce((total, { values }) => total + (values[index] ?? 0), 0)
    return {
      ...state,
      label: isSummed ? `${state.label} ${formatValue(sum, format)}` : state.label,
    }
  })
  return (
    <ChartCard {...card} legend={states.length > 1 ? counted : []} twin={twinOf(props)}>
      {(states.length > 1 || anyBefore) && (
        <Legend
          entries={states.length > 1 ? counted : []}
          hidden={hidden}
          onHidden={setHidden}
          compared={anyBefore ? { label: compareLabel, dotted: false } : undefined}
        />
      )}
      <MarkPlot
        name={`Bars: ${card.title}, ${measure.toLowerCase()} by ${what.toLowerCase()}, ${card.period}`}
        least={(width) => rowsHeight(rows.length, width, {})}
        draw={draw}
      />
    </ChartCard>
  )
}

function isUnknown(row: BarRow): boolean {
  return row.values.every((value) => value === null)
}

function tipOf(row: BarRow, shown: readonly Shown[], { format, measure }: BarsProps, compareLabel: string | undefined) {
  const text = (value: number | null | undefined) => (row.hidden ? 'Hidden' : formatValueWithUnit(value, format))
  const total = shown.reduce((sum, { index }) => sum + (row.values[index] ?? 0), 0)
  const ofTotal = (value: number | null | undefined) =>
    row.hidden || !value || format !== 'count' ? text(value) : `${text(value)} · ${formatPercent(value / total)}`
  const rows: TooltipRow[] =
    shown.length === 1
      ? [{ label: measure, value: text(row.values[shown[0]?.index ?? 0]), color: row.color ?? shown[0]?.color }]
      : [
          ...shown.map(({ label, color, index }) => ({ label, color, value: ofTotal(row.values[index]) })),
          { label: measure, value: text(total) },
        ]
  const before: TooltipRow[] =
    compareLabel !== undefined && typeof row.before === 'number'
      ? [{ label: compareLabel, value: text(row.before), color: 'compare' }]
      : []
  return { title: row.label, rows: [...rows, ...before], note: row.small ? 'Small sample' : row.note }
}

function twinOf({ what, measure, format, states, rows, compareLabel = 'Previous period' }: BarsProps): Twin {
  const several = states.length > 1
  const compared = rows.some(({ before }) => typeof before === 'number')
  const noted = rows.some(({ note }) => note !== undefined)
  const cell = (row: BarRow, value: number | null | undefined) =>
    row.hidden ? { text: 'Hidden', raw: null } : { text: formatValue(value, format), raw: value ?? null }
  const total = ({ values }: BarRow) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  return {
    columns: [
      { label: what, numeric: false },
      ...(several ? states.map(({ label }) => ({ label, numeric: true })) : []),
      { label: measure, numeric: true },
      ...(noted ? [{ label: 'Of', numeric: true }] : []),
      ...(compared ? [{ label: compareLabel, numeric: true }] : []),
    ],
    rows: rows.map((row) => [
      { text: row.label, raw: row.label, href: row.href },
      ...(several ? states.map((_, index) => cell(row, row.values[index])) : []),
      cell(row, isUnknown(row) ? null : total(row)),
      ...(noted ? [{ text: row.note ?? '–', raw: row.note ?? null }] : []),
      ...(compared ? [cell(row, row.before)] : []),
    ]),
  }
}
