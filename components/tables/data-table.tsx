'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { useState, type ReactNode } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { Breakable } from '@/components/ui/breakable'
import { cn } from '@/components/ui/cn'
import { StateLink } from '@/components/ui/state-link'
import { AddressedColumnMenu, type AddressedColumns } from './addressed-columns'
import { ChangeBar } from './change-bar'
import { ColumnMenu } from './column-menu'

export interface TableColumn {
  readonly id: string
  readonly label: string
  /** Numbers stand at the right, with their unit in the label. */
  readonly numeric?: boolean
  /** Names and values as the source writes them. */
  readonly mono?: boolean
  /** Sentences, which are read whole or not at all. */
  readonly wraps?: boolean
  /** The address that sorts by this column; the order is the server's. */
  readonly sortHref?: string
  readonly sorted?: 'ascending' | 'descending'
}

export interface TableCell {
  readonly text: string
  readonly href?: string
  /** null, zero, suppressed: present but quiet. */
  readonly quiet?: boolean
  /** The word null, not a text of the source that says so. */
  readonly isNull?: boolean
  readonly title?: string
  readonly swatch?: string
  readonly tone?: 'negative' | 'warning'
  /** Rows that go and come, drawn from a common zero beside the text. */
  readonly change?: { readonly removed: number; readonly added: number; readonly most: number }
  /** A share between 0 and 1, drawn left of its number. */
  readonly meter?: number
  /** Says before the number how many it rests on, where these are too few to compare: "n 7". */
  readonly sample?: string
  /** Values over time instead of a text. */
  readonly line?: { readonly values: readonly (number | null)[]; readonly unfinished: boolean }
}

export interface TableRow {
  readonly id: string
  readonly cells: Readonly<Record<string, TableCell>>
  /** Fewer than ten behind the numbers. */
  readonly small?: boolean
  /** Wants a look: a guard stopped at it. */
  readonly flagged?: boolean
}

interface DataTableProps {
  /** Names the region that scrolls. */
  label: string
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
  /** Computed over everything, never the sum of the rows. */
  totals?: Readonly<Record<string, TableCell>>
  /** Stands at the left of the column menu, and takes the room there is. */
  tools?: ReactNode
  /** Columns chosen by the address: the server sends those. Absent: the choice is this table's alone, and gone with it. */
  addressed?: AddressedColumns
  chooseColumns?: boolean
}

/** A page of rows. Sorting, searching and paging are addresses, so the server does them; columns are hidden and ordered here. */
export function DataTable({ label, columns, rows, totals, tools, addressed, chooseColumns = true }: DataTableProps) {
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [first, ...others] = columns
  const found = chosen?.flatMap((id) => others.find((column) => column.id === id) ?? [])
  const shown = first && found ? [first, ...found] : columns

  return (
    <div className="-mx-4 -mb-4 flex min-w-0 flex-col">
      {(tools || addressed || chooseColumns) && (
        <div data-print="hide" className="flex flex-wrap items-center justify-end gap-2 px-4 pb-3">
          {tools && <div className="flex min-w-0 grow flex-wrap items-center gap-2 max-tablet:contents">{tools}</div>}
          {addressed && <AddressedColumnMenu {...addressed} />}
          {!addressed && chooseColumns && (
            <ColumnMenu
              fixed={columns.slice(0, 1)}
              options={others}
              shown={shown.slice(1).map(({ id }) => id)}
              onChange={setChosen}
            />
          )}
        </div>
      )}
      <div
        role="region"
        aria-label={label}
        tabIndex={0}
        className="max-h-[70vh] overflow-auto rounded-b-card border-t border-border focus-visible:outline-offset-[-2px]"
      >
        <table className="w-full border-separate border-spacing-0 tabular">
          <thead>
            <tr>
              {shown.map((column, index) => (
                <HeaderCell key={column.id} column={column} first={index === 0} />
              ))}
            </tr>
          </thead>
          <tbody>
            {totals && (
              <tr>
                {shown.map((column, index) => (
                  <BodyCell
                    key={column.id}
                    column={column}
                    cell={totals[column.id]}
                    first={index === 0}
                    ground="bg-sunken"
                    strong
                  />
                ))}
              </tr>
            )}
            {rows.map((row) => (
              <tr key={row.id} className="group">
                {shown.map((column, index) => (
                  <BodyCell
                    key={column.id}
                    column={column}
                    cell={row.cells[column.id]}
                    first={index === 0}
                    ground={row.flagged ? 'bg-warning-soft' : 'bg-surface group-hover:bg-hover'}
                    small={row.small ?? false}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const firstColumn =
  'sticky left-0 max-tablet:max-w-48 max-tablet:min-w-40 max-tablet:whitespace-normal max-tablet:break-words'

function HeaderCell({ column, first }: { column: TableColumn; first: boolean }) {
  const { label, numeric, mono, sortHref, sorted } = column
  const Arrow = sorted === 'ascending' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={sorted ?? (sortHref ? 'none' : undefined)}
      className={cn(
        'sticky top-0 z-3 h-9 border-b border-border-strong bg-surface px-3 text-left text-small font-[550] whitespace-nowrap text-muted first:pl-4 last:pr-4',
        numeric && 'text-right',
        mono && 'font-mono',
        sorted && 'text-text',
        first && cn(firstColumn, 'z-4'),
      )}
    >
      {sortHref ? (
        <StateLink
          href={sortHref}
          scroll={false}
          className={cn('inline-flex min-h-6 items-center gap-1 hover:text-text', !numeric && 'flex-row-reverse')}
        >
          {sorted && <Arrow aria-hidden className="size-3.5" />}
          {label}
        </StateLink>
      ) : (
        label
      )}
    </th>
  )
}

interface BodyCellProps {
  column: TableColumn
  cell: TableCell | undefined
  first: boolean
  ground: string
  strong?: boolean
  small?: boolean
}

function BodyCell({ column, cell, first, ground, strong = false, small = false }: BodyCellProps) {
  const Cell = first ? 'th' : 'td'
  const quiet = cell?.quiet || cell?.sample !== undefined || small
  return (
    <Cell
      {...(first && { scope: 'row' as const })}
      title={cell?.title}
      className={cn(
        'h-9 border-b border-border px-3 text-left font-normal first:pl-4 last:pr-4 max-tablet:h-11',
        column.wraps ? 'min-w-80 py-1.5 break-words' : 'max-w-72 truncate whitespace-nowrap',
        ground,
        column.numeric && 'text-right',
        column.mono && 'font-mono text-small',
        first && cn(firstColumn, 'z-2 py-1 max-tablet:py-1.5'),
        strong && 'font-semibold',
        quiet && 'text-muted',
        cell?.isNull && 'italic',
        cell?.tone === 'negative' && 'text-negative',
        cell?.tone === 'warning' && 'text-warning',
      )}
    >
      {cell?.swatch && (
        <span aria-hidden className="mr-2 inline-block size-2.5 rounded-cell" style={{ background: cell.swatch }} />
      )}
      {cell?.sample && <span className="mr-2 text-small">{cell.sample}</span>}
      {cell?.meter !== undefined && <Meter share={cell.meter} quiet={quiet} />}
      {cell?.line && (
        <span className="inline-block w-20 align-middle">
          <Sparkline {...cell.line} small={small} />
        </span>
      )}
      {cell?.href ? (
        <Link href={cell.href} className="font-[550] hover:text-accent hover:underline">
          {first && column.mono ? (
            // Whole as long as there is room: a place to break would otherwise narrow the column.
            <span className="tablet:inline-block tablet:w-max tablet:max-w-64 tablet:whitespace-normal">
              <Breakable name={cell.text} />
            </span>
          ) : (
            cell.text
          )}
        </Link>
      ) : cell?.meter === undefined ? (
        (cell?.text ?? '–')
      ) : (
        // As wide as the longest rate, so that the meters of a column stand below each other.
        <span className="inline-block min-w-13">{cell.text}</span>
      )}
      {cell?.change && <ChangeBar {...cell.change} />}
    </Cell>
  )
}

function Meter({ share, quiet }: { share: number; quiet: boolean }) {
  return (
    <span
      aria-hidden
      className="mr-2 inline-block h-1.5 w-10 overflow-hidden rounded-full bg-chart-empty align-middle forced-colors:border"
    >
      <span
        className={cn('block h-full forced-colors:bg-[CanvasText]', quiet ? 'bg-chart-other' : 'bg-chart-ink')}
        style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
      />
    </span>
  )
}
