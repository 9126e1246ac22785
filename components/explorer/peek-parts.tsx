import { ChevronRight, Table2 } from 'lucide-react'
import Link from 'next/link'
import { nameOfSource } from '@/components/shell/source-names'
import { Breakable } from '@/components/ui/breakable'
import { formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import type { ReadRow, RowCell } from '@/lib/explorer/row'

export function PeekCells({ cells }: { cells: readonly RowCell[] }) {
  return (
    <dl>
      {cells.map(({ column, kind, value, name, description }) => (
        <div key={column} className="grid grid-cols-[minmax(0,9fr)_minmax(0,11fr)] gap-x-3 border-b border-border py-2">
          <dt className="min-w-0" title={description}>
            <span className="block font-mono text-small break-words">
              <Breakable name={column} />
            </span>
            <span className="block text-micro text-muted">{kind}</span>
          </dt>
          <dd className="min-w-0 font-mono text-small break-words whitespace-pre-wrap">
            {value === null ? <span className="text-muted italic">null</span> : String(value)}
            {name && (
              <Link
                href={name.href}
                className="mt-0.5 flex min-h-6 items-center font-sans text-body text-accent hover:underline"
              >
                {name.text ?? 'Show it'}
              </Link>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export function LinkedRows({ linked }: { linked: ReadRow['linked'] }) {
  if (linked.length === 0) return null
  return (
    <>
      <h3 className="pt-4 pb-1 text-body font-semibold">Linked rows</h3>
      <ul>
        {linked.map(({ table, column, count, href }) => (
          <li key={`${table} ${column}`}>
            <Link
              href={href}
              title={`Rows of ${table} whose ${column} names this row`}
              className="-mx-2 flex min-h-8 items-center gap-2.5 rounded-control px-2 hover:bg-hover max-sidebar:min-h-10"
            >
              <Table2 aria-hidden className="size-4 shrink-0 text-subtle" />
              <span className="min-w-0 grow truncate font-mono text-small">{table.slice(table.indexOf('.') + 1)}</span>
              <span className="tabular shrink-0 text-small text-muted">
                {count === null
                  ? 'many rows'
                  : `${formatCount(count.rows)}${count.capped ? '+' : ''} ${count.rows === 1 ? 'row' : 'rows'}`}
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-subtle" />
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

export function Provenance({ row: { provenance } }: { row: ReadRow }) {
  if (!provenance) return null
  return (
    <p className="pt-4 text-small text-muted">
      Published by refresh {provenance.run} of {nameOfSource(provenance.connector)}
      {provenance.asOf && `, as of ${formatMoment(provenance.asOf)}`}.
    </p>
  )
}
