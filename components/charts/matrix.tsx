'use client'

import { formatCount } from '@/lib/format/numbers'
import { ChartCard, type ChartCardProps } from './chart-card'
import type { MarkColour } from './colours'
import type { Mark } from './mark'
import { MarkPlot, type Drawing } from './mark-plot'
import { matrixLayout } from './matrix-layout'
import { MatrixLegend } from './matrix-legend'
import { Cells, Heads, Names } from './matrix-parts'
import type { Twin } from './twin'

export interface MatrixState {
  readonly key: string
  readonly label: string
  /** In the cell, so that colour is never alone: one or two characters, or ✓ ✕ ! – ○ ● ◐. */
  readonly mark: string
  readonly color: MarkColour
}

export interface MatrixColumn {
  readonly key: string
  readonly label: string
  readonly color?: MarkColour | undefined
  readonly href?: string | undefined
  /** Its whole name, in the tooltip and in the table. */
  readonly title?: string | undefined
}

export interface MatrixCell {
  readonly state: string
  /** "142": in the tooltip and in the table. */
  readonly text?: string | undefined
  /** "21 Nov 2026". */
  readonly detail?: string | undefined
  /** Old evidence: hollow. */
  readonly faded?: boolean | undefined
  readonly href?: string | undefined
}

export interface MatrixRow {
  readonly key: string
  readonly label: string
  /** After the name: a team. */
  readonly note?: string | undefined
  readonly href?: string | undefined
  readonly cells: readonly (MatrixCell | null)[]
}

export interface MatrixProps extends ChartCardProps {
  /** What a row is: "Person". */
  what: string
  /** In order, weakest first. */
  states: readonly MatrixState[]
  columns: readonly MatrixColumn[]
  rows: readonly MatrixRow[]
  /** What an empty place means: "Not taken". */
  absent: string
  /** What a hollow cell means: "Older than 12 months". */
  fadedLabel?: string
}

const mostSeen = 520

/** People by things; every cell says its state in a sign and a colour. */
export function Matrix(props: MatrixProps) {
  const { what, states, columns, rows, absent, fadedLabel, ...card } = props
  const byKey = new Map(states.map((state) => [state.key, state]))
  const layoutAt = (width: number) =>
    matrixLayout(
      width,
      rows.map(({ label, note }) => (note === undefined ? label : `${label}  ${note}`)),
      columns.map(({ label }) => label),
    )
  const least = (width: number) => {
    const { head, row } = layoutAt(width)
    return Math.min(mostSeen, head + rows.length * row)
  }
  const draw = (width: number): Drawing => {
    const layout = layoutAt(width)
    const { side, head, pitch, row: rowHeight } = layout
    const heads = columns.map((column, at): Mark => ({
      ...{ x: side + at * pitch, y: 0, width: pitch, height: head },
      href: column.href,
      tip: () => headTip(column, at, props),
    }))
    const lines = rows.map((row, index): (Mark | null)[] => {
      const y = head + index * rowHeight
      return [
        { x: 0, y, width: side, height: rowHeight, href: row.href, tip: () => rowTip(row, props) },
        ...columns.map((column, at): Mark => {
          const cell = row.cells[at] ?? null
          const place = { x: side + at * pitch + 1, y: y + 1, width: pitch - 2, height: rowHeight - 2 }
          return { ...place, href: cell?.href, tip: () => cellTip(cell, row, column, byKey, props) }
        }),
      ]
    })
    const size = { width: columns.length * pitch, height: rows.length * rowHeight }
    return {
      marks: [[null, ...heads], ...lines],
      start: { row: 1, column: Math.min(1, columns.length) },
      parts: [
        {
          place: 'corner',
          ...{ x: 0, y: 0, width: side, height: head },
          svg: (
            <text x={0} y={head - 9} fontSize={11} fill="var(--chart-tick)">
              {what}
            </text>
          ),
        },
        {
          place: 'head',
          x: side,
          y: 0,
          width: size.width,
          height: head,
          svg: <Heads layout={layout} columns={columns} />,
        },
        { place: 'side', x: 0, y: head, width: side, height: size.height, svg: <Names layout={layout} rows={rows} /> },
        {
          place: 'body',
          ...{ x: side, y: head, ...size },
          svg: <Cells layout={layout} rows={rows} columns={columns} states={byKey} />,
        },
      ],
    }
  }
  return (
    <ChartCard {...card} legend={states} twin={twinOf(props, byKey)}>
      <MatrixLegend states={states} absent={absent} faded={fadedLabel} />
      <MarkPlot
        name={`Matrix: ${card.title}, ${what.toLowerCase()} by column, ${card.period}`}
        least={least}
        draw={draw}
        highlight="ring"
      />
    </ChartCard>
  )
}

function cellTip(
  cell: MatrixCell | null,
  row: MatrixRow,
  column: MatrixColumn,
  states: ReadonlyMap<string, MatrixState>,
  { absent, fadedLabel }: MatrixProps,
) {
  const state = cell && states.get(cell.state)
  const name = column.title ?? column.label
  return {
    title: row.label,
    rows: [{ label: name, value: state?.label ?? absent, color: state?.color }],
    note: [cell?.text, cell?.detail, cell?.faded && fadedLabel].filter(Boolean).join(' · ') || undefined,
  }
}

function tally(cells: readonly (MatrixCell | null | undefined)[], { states, absent }: MatrixProps) {
  const count = (key: string | null) => cells.filter((cell) => (cell?.state ?? null) === key).length
  return [
    ...states.map(({ key, label, color }) => ({ label, color, value: formatCount(count(key)) })),
    { label: absent, value: formatCount(count(null)) },
  ]
}

function rowTip(row: MatrixRow, props: MatrixProps) {
  const cells = props.columns.map((_, at) => row.cells[at])
  return { title: row.label, rows: tally(cells, props), note: row.note }
}

function headTip(column: MatrixColumn, at: number, props: MatrixProps) {
  const cells = props.rows.map(({ cells }) => cells[at])
  return { title: column.title ?? column.label, rows: tally(cells, props) }
}

function twinOf(
  { what, columns, rows, absent, fadedLabel }: MatrixProps,
  states: ReadonlyMap<string, MatrixState>,
): Twin {
  const noted = rows.some(({ note }) => note !== undefined)
  return {
    columns: [
      { label: what, numeric: false },
      ...(noted ? [{ label: 'Note', numeric: false }] : []),
      ...columns.map(({ label, title }) => ({ label: title ?? label, numeric: false })),
    ],
    rows: rows.map((row) => [
      { text: row.label, raw: row.label, href: row.href },
      ...(noted ? [{ text: row.note ?? '', raw: row.note ?? null }] : []),
      ...columns.map((_, at) => {
        const cell = row.cells[at] ?? null
        if (!cell) return { text: absent, raw: null }
        const words = [states.get(cell.state)?.label ?? cell.state, cell.text, cell.detail, cell.faded && fadedLabel]
        const text = words.filter(Boolean).join(', ')
        return { text, raw: text, href: cell.href }
      }),
    ]),
  }
}
