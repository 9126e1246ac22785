'use client'

import { formatCount, type ValueFormat } from '@/lib/format/numbers'
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

export interface QuartileRow {
  readonly key: string
  readonly label: string
  readonly color?: MarkColour | undefined
  readonly median: number | null
  /** First and third quartile. */
  readonly lower: number | null
  readonly upper: number | null
  readonly least?: number | null | undefined
  readonly most?: number | null | undefined
  /** The median of the comparison period. */
  readonly before?: number | null | undefined
  readonly n?: number | null | undefined
  /** Further words, in the tooltip and in the table. */
  readonly note?: string | undefined
  /** Too few behind it to compare: grey and hollow. */
  readonly small?: boolean | undefined
  /** Too few people behind it for this reader. */
  readonly hidden?: boolean | undefined
  readonly href?: string | undefined
}

interface QuartileStripProps extends ChartCardProps {
  what: string
  format: ValueFormat
  xUnit: string
  rows: readonly QuartileRow[]
  reference?: { readonly value: number; readonly label: string } | undefined
  compareLabel?: string
}

/** Per row the middle half as a band, the median as a dot, and the ends as a thin line. */
export function QuartileStrip(props: QuartileStripProps) {
  const { what, format, xUnit, rows, reference, compareLabel = 'Previous period', ...card } = props
  const ends = [
    ...rows.flatMap(({ median, lower, upper, least, most, before }) => [median, lower, upper, least, most, before]),
    reference?.value,
  ].filter((value) => typeof value === 'number')
  const [smallest, largest] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  const { bottom, top, ticks } =
    smallest < 0
      ? scaleBetween(smallest, largest)
      : { bottom: 0, ...scaleFromZero(largest, format === 'count' ? 1 : 0) }
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0)
  const draw = (width: number, height: number) => {
    const words = rows.map((row) => ({
      label: row.label,
      value: row.hidden ? 'Hidden' : formatValue(row.median, format),
      note: typeof row.n === 'number' ? `n ${formatCount(row.n)}` : undefined,
    }))
    const swatch = rows.some(({ color }) => color !== undefined)
    const layout = rowLayout(words, width, height, { swatch, foot: axisRoom })
    const at = (value: number) => layout.track.x + ((value - bottom) / (top - bottom)) * layout.track.width
    const marks = rows.map((row, index) => {
      const { y = 0, height: rowHeight = 0, middle = 0 } = layout.rows[index] ?? {}
      const x = at(row.lower ?? row.median ?? 0)
      const anchor = { x, y: middle - 10, width: at(row.upper ?? row.median ?? 0) - x, height: 20 }
      return [
        { x: 0, y, width, height: rowHeight, anchor, href: row.href, tip: () => tipOf(row, format, compareLabel) },
      ]
    })
    const svg = (
      <>
        <RowAxis layout={layout} ticks={ticks} at={at} text={(value) => tickText(value, step, format)} title={xUnit} />
        {reference && <ReferenceLine layout={layout} x={at(reference.value)} />}
        {rows.map((row, index) => (
          <g key={row.key}>
            <RowText layout={layout} index={index} words={words[index]!} color={row.color} small={row.small} />
            <Strip row={row} y={layout.rows[index]?.middle ?? 0} at={at} />
          </g>
        ))}
      </>
    )
    return { marks, parts: [{ place: 'body' as const, x: 0, y: 0, width, height: layout.bottom + axisRoom, svg }] }
  }
  return (
    <ChartCard {...card} twin={twinOf(props)}>
      <MarkPlot
        name={`Quartiles: ${card.title}, ${xUnit.toLowerCase()} by ${what.toLowerCase()}, ${card.period}`}
        least={(width) => rowsHeight(rows.length, width, { foot: axisRoom })}
        draw={draw}
      />
    </ChartCard>
  )
}

function Strip({ row, y, at }: { row: QuartileRow; y: number; at: (value: number) => number }) {
  const { median, lower, upper, least, most, before, small } = row
  const color = cssColour(small ? 'other' : (row.color ?? 'accent'))
  const dot = { cy: y, r: 4.5, stroke: color, strokeWidth: 2 }
  return (
    <g>
      {typeof least === 'number' && typeof most === 'number' && (
        <path
          d={`M${at(least)} ${y - 4}v8M${at(least)} ${y}H${at(most)}M${at(most)} ${y - 4}v8`}
          stroke="var(--chart-compare)"
          fill="none"
        />
      )}
      {lower !== null && upper !== null && (
        <>
          <rect
            x={at(lower)}
            y={y - 6}
            width={Math.max(2, at(upper) - at(lower))}
            height={12}
            rx={2}
            fill="var(--surface)"
          />
          <rect
            x={at(lower)}
            y={y - 6}
            width={Math.max(2, at(upper) - at(lower))}
            height={12}
            rx={2}
            fill={color}
            fillOpacity={0.28}
            stroke={color}
            className={outlined}
          />
        </>
      )}
      {typeof before === 'number' && (
        <circle cx={at(before)} cy={y} r={3.5} fill="var(--surface)" stroke="var(--chart-compare)" strokeWidth={1.5} />
      )}
      {median !== null && (
        <circle cx={at(median)} {...dot} fill={small ? 'var(--surface)' : color} className={small ? outlined : inked} />
      )}
    </g>
  )
}

function tipOf(row: QuartileRow, format: ValueFormat, compareLabel: string) {
  const line = (label: string, value: number | null | undefined, color?: MarkColour | 'compare'): TooltipRow[] =>
    typeof value === 'number' ? [{ label, value: formatValueWithUnit(value, format), color }] : []
  const rows = [
    ...(row.hidden ? [{ label: 'Median', value: 'Hidden' }] : line('Median', row.median, row.color ?? 'accent')),
    ...line('First quartile', row.lower),
    ...line('Third quartile', row.upper),
    ...line('Least', row.least),
    ...line('Most', row.most),
    ...line(`Median, ${compareLabel.toLowerCase()}`, row.before, 'compare'),
    ...(typeof row.n === 'number' ? [{ label: 'n', value: formatCount(row.n) }] : []),
  ]
  const notes = [row.note, row.small ? 'Small sample' : undefined].filter((note) => note !== undefined)
  return { title: row.label, rows, note: notes.length > 0 ? notes.join(' · ') : undefined }
}

function twinOf({ what, format, rows, compareLabel = 'Previous period' }: QuartileStripProps): Twin {
  const has = (field: 'least' | 'most' | 'before' | 'n') => rows.some((row) => typeof row[field] === 'number')
  const noted = rows.some(({ note }) => note !== undefined)
  const columns = (
    [
      ['Median', 'median'],
      ['First quartile', 'lower'],
      ['Third quartile', 'upper'],
      ['Least', 'least'],
      ['Most', 'most'],
      [`Median, ${compareLabel.toLowerCase()}`, 'before'],
      ['n', 'n'],
    ] as const
  ).filter(([, field]) => ['median', 'lower', 'upper'].includes(field) || has(field as 'n'))
  return {
    columns: [
      { label: what, numeric: false },
      ...columns.map(([label]) => ({ label, numeric: true })),
      ...(noted ? [{ label: 'Note', numeric: false }] : []),
    ],
    rows: rows.map((row) => [
      { text: row.label, raw: row.label, href: row.href },
      ...columns.map(([, field]) => ({
        text: row.hidden ? 'Hidden' : field === 'n' ? formatCount(row.n) : formatValue(row[field], format),
        raw: row[field] ?? null,
      })),
      ...(noted ? [{ text: row.note ?? '–', raw: row.note ?? null }] : []),
    ]),
  }
}
