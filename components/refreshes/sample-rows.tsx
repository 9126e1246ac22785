import { cn } from '@/components/ui/cn'
import { Card } from '@/components/ui/card'
import type { Column } from '@/lib/catalogue/types'
import { formatCount } from '@/lib/format/numbers'

type Row = Readonly<Record<string, unknown>>
type Written = Readonly<Record<string, string>>

export interface TableSamples {
  readonly removed: readonly Row[]
  readonly added: readonly Row[]
  readonly changed: readonly { readonly before: Row; readonly after: Row }[]
}

interface SampleRowsProps {
  table: string
  /** The table's columns in its own order; a row names only those that are filled. */
  columns: readonly Pick<Column, 'name' | 'kind'>[]
  samples: TableSamples
  /** How many there are in all, of which a few are shown. */
  counts: { readonly removed: number; readonly added: number; readonly changed: number }
}

/** A few rows of what a held run would do to one table, as they are and as they would be. */
export function SampleRows({ table, columns, samples, counts }: SampleRowsProps) {
  const order = columns.map(({ name }) => name)
  const times = new Set(columns.filter(({ kind }) => kind === 'timestamp').map(({ name }) => name))
  const written = (row: Row): Written =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, write(value, times.has(name))]))
  const parts = [
    { id: 'removed', label: 'Would go', total: counts.removed, rows: samples.removed.map(written) },
    { id: 'added', label: 'Would come', total: counts.added, rows: samples.added.map(written) },
  ] as const
  return (
    <Card title={table} about="Samples of what publishing would change. The raw rows of the source stay as they are.">
      <div id={`rows-${table}`} className="flex flex-col gap-4">
        {parts.map(
          ({ id, label, total, rows }) =>
            rows.length > 0 && (
              <section key={id} aria-label={`${label}: ${table}`}>
                <h3 className="pb-1 text-body font-[550]">{heading(label, rows.length, total)}</h3>
                <Rows rows={rows} order={order} label={`${label}: ${table}`} />
              </section>
            ),
        )}
        {samples.changed.length > 0 && (
          <section aria-label={`Would change: ${table}`}>
            <h3 className="pb-1 text-body font-[550]">
              {heading('Would change', samples.changed.length, counts.changed)}
            </h3>
            <Changes
              changes={samples.changed.map(({ before, after }) => ({ before: written(before), after: written(after) }))}
              order={order}
              label={`Would change: ${table}`}
            />
          </section>
        )}
      </div>
    </Card>
  )
}

function heading(label: string, shown: number, total: number): string {
  return shown < total
    ? `${label}: ${formatCount(shown)} of ${formatCount(total)} rows`
    : `${label}: ${formatCount(total)}`
}

function Rows({ rows, order, label }: { rows: readonly Written[]; order: readonly string[]; label: string }) {
  const columns = columnsOf(rows, order)
  return (
    <Scroll label={label} columns={columns}>
      {rows.map((row, index) => (
        <tr key={index}>
          {columns.map((column) => (
            <td key={column} className={cellStyle}>
              {row[column] ?? empty}
            </td>
          ))}
        </tr>
      ))}
    </Scroll>
  )
}

/** Only what differs, beside what tells the row apart. */
function Changes({
  changes,
  order,
  label,
}: {
  changes: readonly { readonly before: Written; readonly after: Written }[]
  order: readonly string[]
  label: string
}) {
  const differs = (column: string) => changes.some(({ before, after }) => before[column] !== after[column])
  const all = columnsOf(
    changes.flatMap(({ before, after }) => [before, after]),
    order,
  )
  const columns = all.filter((column, index) => index === 0 || differs(column))
  return (
    <Scroll label={label} columns={columns}>
      {changes.map(({ before, after }, index) => (
        <tr key={index}>
          {columns.map((column) => {
            const [old, fresh] = [before[column] ?? empty, after[column] ?? empty]
            return (
              <td key={column} className={cn(cellStyle, old !== fresh && 'text-text')}>
                {old === fresh ? fresh : `${old} → ${fresh}`}
              </td>
            )
          })}
        </tr>
      ))}
    </Scroll>
  )
}

function columnsOf(rows: readonly Written[], order: readonly string[]): readonly string[] {
  const filled = new Set(rows.flatMap((row) => Object.keys(row)))
  return [...order.filter((name) => filled.delete(name)), ...filled]
}

const cellStyle = 'max-w-64 truncate border-b border-border px-2 py-1.5 font-mono text-small text-muted first:pl-0'

function Scroll({
  label,
  columns,
  children,
}: {
  label: string
  columns: readonly string[]
  children: React.ReactNode
}) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className="w-full">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="border-b border-border-strong px-2 py-1 text-left font-mono text-small font-normal text-muted first:pl-0"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

const empty = '–'

/** Like the Explorer writes it: a time of the source with a blank, as PostgreSQL prints it, not with JSON's T. */
function write(value: unknown, isTime: boolean): string {
  if (value === null || value === undefined) return empty
  if (isTime && typeof value === 'string') return value.replace(/^(\d{4,6}-\d{2}-\d{2})T/, '$1 ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}
