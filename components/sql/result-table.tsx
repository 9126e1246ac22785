'use client'

import { Fragment, useRef, useState, type KeyboardEvent } from 'react'
import { useDrawnRows } from '@/components/explorer/use-drawn-rows'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/lib/format/numbers'
import type { SqlColumn, SqlResult } from '@/lib/sql/run'
import { RowWhole } from './row-whole'

const ROW_HEIGHT = 32

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** The rows as PostgreSQL writes them; of many, only those in sight are in the page. A row's number opens it whole. */
export function ResultTable({ result }: { result: SqlResult }) {
  const { columns, rows } = result
  const region = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const [opened, setOpened] = useState<number | null>(null)
  // With its neighbours, so that the keys find them.
  const { drawn, below } = useDrawnRows(rows.length, ROW_HEIGHT, region, [current - 1, current, current + 1])
  const walk = (event: KeyboardEvent, index: number) => {
    const next = index + (steps[event.key] ?? 0)
    if (next === index || next < 0 || next >= rows.length) return
    event.preventDefault()
    setCurrent(next)
    region.current?.querySelector<HTMLElement>(`[aria-rowindex="${next + 2}"] button`)?.focus()
  }
  const widths = columns.map((column, index) => widthOf(column, rows, index))
  const total = widths.reduce((sum, width) => sum + width, 56)
  return (
    <>
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
            {drawn.map(({ index, above }) => (
              <Fragment key={index}>
                {above > 0 && <Room height={above} />}
                <tr
                  aria-rowindex={index + 2}
                  style={{ height: ROW_HEIGHT }}
                  className="border-t border-border hover:bg-hover"
                >
                  <td className="p-0">
                    <button
                      type="button"
                      tabIndex={index === current ? 0 : -1}
                      aria-label={`Row ${formatCount(index + 1)}, whole`}
                      className="h-8 w-full px-2 text-right text-small text-muted tabular-nums hover:text-accent hover:underline focus-visible:outline-offset-[-2px]"
                      onFocus={() => setCurrent(index)}
                      onKeyDown={(event) => walk(event, index)}
                      onClick={() => setOpened(index)}
                    >
                      {index + 1}
                    </button>
                  </td>
                  {columns.map((column, at) => (
                    <Cell key={at} column={column} text={rows[index]?.[at] ?? null} />
                  ))}
                </tr>
              </Fragment>
            ))}
            {below > 0 && <Room height={below} />}
          </tbody>
        </table>
      </div>
      <RowWhole result={result} row={opened} onRow={setOpened} />
    </>
  )
}

function Cell({ column: { kind }, text }: { column: SqlColumn; text: string | null }) {
  const isNumber = kind === 'number'
  if (text === null) return <td className={cn('truncate px-2 text-subtle italic', isNumber && 'text-right')}>null</td>
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
