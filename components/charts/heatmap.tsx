'use client'

import type { ValueFormat } from '@/lib/format/numbers'
import { formatDecimal } from '@/lib/format/numbers'
import { formatValue, formatValueWithUnit } from '@/lib/format/value'
import { ChartCard, type ChartCardProps } from './chart-card'
import { HeatCellMark } from './heat-cell'
import { Bracket, bracketRoom, footRoom, HeatFoot } from './heat-foot'
import { heatLayout, type HeatLayout } from './heat-layout'
import { Corner, Head, Means, Side } from './heat-parts'
import type { Mark } from './mark'
import { MarkPlot, type Drawing } from './mark-plot'
import type { Twin } from './twin'

export interface HeatColumn {
  readonly key: string
  /** '' where the axis has no name for it. */
  readonly label: string
  /** Its name in the tooltip and in the table. */
  readonly title?: string | undefined
}

export interface HeatCell {
  readonly value: number | null
  /** Too few people behind it for this reader. */
  readonly hidden?: boolean | undefined
  readonly unfinished?: boolean | undefined
  /** Too few behind it to compare. */
  readonly small?: boolean | undefined
  /** In the tooltip, instead of row and column. */
  readonly title?: string | undefined
  readonly note?: string | undefined
  readonly href?: string | undefined
}

export interface HeatRow {
  readonly key: string
  readonly label: string
  /** A number before the cells: the size of the cohort. */
  readonly lead?: string | undefined
  readonly mean?: number | null | undefined
  readonly href?: string | undefined
  /** Null where nothing was observed: the place stays blank. */
  readonly cells: readonly (HeatCell | null)[]
}

export interface HeatmapProps extends ChartCardProps {
  what: string
  measure: string
  format: ValueFormat
  columns: readonly HeatColumn[]
  rows: readonly HeatRow[]
  /** Numbers stand in the cells; a share is written without its sign. */
  numbers?: boolean
  leadLabel?: string
  /** "Mean per weekday": bars beside the rows. */
  meanLabel?: string
  /** Above the columns: "Months since then". */
  columnsTitle?: string
  /** Columns in a bracket: "the period chosen above". */
  chosen?: { readonly from: number; readonly to: number; readonly label: string } | undefined
  /** The value of the darkest step; else the largest. */
  top?: number
  /** After the ramp: "learners a day". */
  legend?: string
}

/** Rows and columns of amounts, darker for more. */
export function Heatmap(props: HeatmapProps) {
  const { what, measure, format, columns, rows, numbers = false, meanLabel, chosen, legend, ...card } = props
  const values = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (typeof cell?.value === 'number' ? [cell.value] : [])),
  )
  const top = props.top ?? Math.max(0, ...values)
  const anyHidden = rows.some(({ cells }) => cells.some((cell) => cell?.hidden))
  const layoutAt = (width: number, height: number) =>
    heatLayout(width, height, {
      labels: rows.map(({ label }) => label),
      leads: [props.leadLabel ?? '', ...rows.map(({ lead }) => lead ?? '')],
      columns: columns.length,
      numbers,
      mean: meanLabel !== undefined,
      titled: props.columnsTitle !== undefined,
      foot: footRoom,
    })
  const least = (width: number) => {
    const layout = layoutAt(width, 0)
    return layout.head + rows.length * layout.row + footRoom + (chosen && scrolls(layout, width) ? bracketRoom : 0)
  }
  const draw = (width: number, available: number): Drawing => {
    const layout = layoutAt(width, available)
    const wide = scrolls(layout, width)
    const end = layout.head + rows.length * layout.row
    const height = rows.length * layout.row + (wide && chosen ? bracketRoom : 0)
    const marks = rows.map((row, index) =>
      columns.map((column, at): Mark | null => {
        const cell = row.cells[at] ?? null
        if (cell === null) return null
        const place = { x: layout.side + at * layout.pitch, y: layout.head + index * layout.row, ...layout.cell }
        return { ...place, href: cell.href, tip: () => tipOf(cell, row, column, props) }
      }),
    )
    const body = (
      <>
        {rows.map((row, index) =>
          row.cells.map((cell, at) => {
            const mark = marks[index]?.[at]
            return (
              cell &&
              mark && (
                <HeatCellMark key={`${row.key} ${at}`} cell={cell} box={mark} top={top} text={inCell(cell, props)} />
              )
            )
          }),
        )}
        {wide && chosen && <Bracket layout={layout} y={end} chosen={chosen} />}
        {meanLabel !== undefined && <Means layout={layout} rows={rows} format={format} />}
      </>
    )
    return {
      marks,
      parts: [
        {
          place: 'corner',
          x: 0,
          y: 0,
          width: layout.side,
          height: layout.head,
          svg: <Corner layout={layout} {...props} />,
        },
        {
          place: 'head',
          x: layout.side,
          y: 0,
          width: layout.body,
          height: layout.head,
          svg: <Head layout={layout} {...props} />,
        },
        { place: 'side', x: 0, y: layout.head, width: layout.side, height, svg: <Side layout={layout} rows={rows} /> },
        { place: 'body', x: layout.side, y: layout.head, width: layout.body, height, svg: body },
        {
          place: 'foot',
          x: 0,
          y: layout.head + height,
          width: wide ? width : layout.side + layout.body,
          height: footRoom,
          svg: (
            <HeatFoot
              {...{ layout, top, format, legend, anyHidden }}
              x={wide ? 0 : layout.side}
              y={layout.head + height}
              chosen={wide ? undefined : chosen}
            />
          ),
        },
      ],
    }
  }
  return (
    <ChartCard {...card} twin={twinOf(props)}>
      <MarkPlot
        name={`Grid: ${card.title}, ${measure.toLowerCase()} by ${what.toLowerCase()}, ${card.period}`}
        least={least}
        draw={draw}
        highlight="ring"
        newestFirst={!numbers}
      />
    </ChartCard>
  )
}

const scrolls = (layout: HeatLayout, width: number) => layout.side + layout.body > width + 1

function inCell(cell: HeatCell, { numbers, format }: HeatmapProps): string | undefined {
  if (!numbers) return undefined
  if (cell.hidden) return '·'
  return format === 'percent'
    ? formatDecimal(cell.value === null ? null : cell.value * 100, 0)
    : formatValue(cell.value, format)
}

function tipOf(cell: HeatCell, row: HeatRow, column: HeatColumn, { measure, format, leadLabel }: HeatmapProps) {
  const value = cell.hidden ? 'Hidden' : formatValueWithUnit(cell.value, format)
  const notes = [cell.note, cell.unfinished && 'Not finished', cell.small && 'Small sample'].filter(Boolean)
  return {
    title: cell.title ?? `${row.label}, ${column.title ?? column.label}`,
    rows: [
      { label: measure, value },
      ...(row.lead !== undefined && leadLabel !== undefined ? [{ label: leadLabel, value: row.lead }] : []),
    ],
    note: notes.length > 0 ? notes.join('. ') : undefined,
  }
}

function twinOf({ what, format, columns, rows, leadLabel, meanLabel }: HeatmapProps): Twin {
  return {
    columns: [
      { label: what, numeric: false },
      ...(leadLabel === undefined ? [] : [{ label: leadLabel, numeric: true }]),
      ...columns.map(({ label, title }) => ({ label: title ?? label, numeric: true })),
      ...(meanLabel === undefined ? [] : [{ label: meanLabel, numeric: true }]),
    ],
    rows: rows.map((row) => [
      { text: row.label, raw: row.label, href: row.href },
      ...(leadLabel === undefined ? [] : [{ text: row.lead ?? '–', raw: row.lead ?? null }]),
      ...columns.map((_, index) => {
        const cell = row.cells[index] ?? null
        if (cell === null) return { text: '', raw: null }
        return {
          text: cell.hidden
            ? 'Hidden'
            : `${formatValue(cell.value, format)}${cell.unfinished ? ' (not finished)' : ''}`,
          raw: cell.value,
          href: cell.href,
        }
      }),
      ...(meanLabel === undefined ? [] : [{ text: formatValue(row.mean, format), raw: row.mean ?? null }]),
    ]),
  }
}
