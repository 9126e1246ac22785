import type { TableCount } from '@/lib/explorer/table-page'
import type { TableQuery } from '@/lib/explorer/table-query'
import { formatCount, formatCounted } from '@/lib/format/numbers'

interface RowsShownProps {
  query: TableQuery
  rows: number
  count: TableCount
}

/** Which rows stand above, in which order, and how to walk them. */
export function RowsShown({ query, rows, count }: RowsShownProps) {
  const of = `${formatCount(count.rows)}${count.capped ? '+' : ''}`
  return (
    <>
      <p className="min-w-0 grow basis-24 truncate">
        {/* Further pages are places in an order, not numbers. */}
        {query.cursor === null && rows > 0
          ? `Rows 1 – ${formatCount(rows)} of ${of}`
          : `${formatCounted(rows, 'row', 'rows')} on this page`}
        <span className="hidden @3xl:inline">
          {' · '}
          {query.sort.length === 0
            ? 'in the order of the table’s key'
            : `sorted by ${query.sort.map(({ name, direction }) => `${name} ${direction === 'asc' ? 'ascending' : 'descending'}`).join(', then ')}`}
          {' · times are UTC'}
        </span>
      </p>
      <p aria-hidden className="hidden items-center gap-1.5 @4xl:flex">
        <Key>J</Key>
        <Key>K</Key>
        move
        <Key>Enter</Key>
        open
      </p>
    </>
  )
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="rounded-control border border-border-strong bg-surface px-1.5 font-sans text-small text-muted">
      {children}
    </kbd>
  )
}
