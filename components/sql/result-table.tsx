'use client'

import { useRef } from 'react'
import { useDrawnRows } from '@/components/explorer/use-drawn-rows'
import { cn } from '@/components/ui/cn'
import type { SqlColumn, SqlResult } from '@/lib/sql/run'

const ROW_HEIGHT = 32

/** The rows as PostgreSQL writes them; of many, only those in sight are in the page. */
export function ResultTable({ result: { columns, rows } }: { result: SqlResult }) {
  const region = useRef<HTMLDivElement>(null)
  const { drawn, above, below } = useDrawnRows(rows.length, ROW_HEIGHT, region)
  const widths = columns.map((column, index) => widthOf(column, rows, index))
  const total = widths.reduce((sum, width) => sum + width, 56)
  return (
    <div
      ref={region}
      role="region"
      aria-label="Rows of the answer"
      tabIndex={0}
      className="max-h-[60vh] min-w-0 overflow-auto rounded-control border border-border"
    >
      <table
        className="table-fixed border-collapse text-body"
        style={{ width: total, minWidth: '100%' }}
        aria-rowcount={rows.length + 1}
      >
        <colgroup>
          <col style={{ width: 56 }} />
          {widths.map((width, index) => (
            <col key={index} style={{ width }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-sunken">
          <tr>
            <th scope="col" className="px-2 py-1.5 text-right text-small font-normal text-muted">
              <span className="sr-only">Row</span>
            </th>
            {columns.map(({ name, type, kind }, index) => (
              <th
                key={index}
                scope="col"
                title={`${name}, ${type}`}
                className={cn(
                  'truncate px-2 py-1.5 font-mono text-small font-[550]',
                  kind === 'number' ? 'text-right' : 'text-left',
                )}
              >
                {name}
                <span className="block truncate font-normal text-muted">{type}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Room height={above} />}
          {drawn.map((index) => (
            <tr
              key={index}
              aria-rowindex={index + 2}
              style={{ height: ROW_HEIGHT }}
              className="border-t border-border hover:bg-hover"
            >
              <td className="px-2 text-right text-small text-muted tabular-nums">{index + 1}</td>
              {columns.map((column, at) => (
                <Cell key={at} column={column} text={rows[index]?.[at] ?? null} />
              ))}
            </tr>
          ))}
          {below > 0 && <Room height={below} />}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ column: { kind }, text }: { column: SqlColumn; text: string | null }) {
  if (text === null) return <td className="truncate px-2 text-subtle italic">null</td>
  const isNumber = kind === 'number'
  return (
    <td
      className={cn('truncate px-2', isNumber ? 'text-right tabular-nums' : 'text-left')}
      {...(text.length > 24 && { title: text })}
    >
      {text}
    </td>
  )
}

/** In place of rows that are not in the page. */
function Room({ height }: { height: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td />
    </tr>
  )
}

/** By what the first rows hold, so that columns keep their width while one scrolls. */
function widthOf({ name, type }: SqlColumn, rows: SqlResult['rows'], at: number): number {
  const lengths = rows.slice(0, 200).map((row) => row[at]?.length ?? 4)
  const longest = Math.max(name.length, Math.min(type.length, 18), ...lengths)
  return Math.round(Math.min(360, Math.max(72, 28 + longest * 8)))
}
