import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Breakable } from '@/components/ui/breakable'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'
import { quirksOfColumn } from '@/lib/dictionary/quirks-of'
import { relationsFrom, type Relation } from '@/lib/dictionary/relations'
import { QuirkList } from './quirk-list'

interface ColumnListProps {
  table: Table
  /** Where links lead to a column; its name, where no other table is on the page. */
  anchorOf?: (column: Column) => string
  /** What stands at the right of a column: its shares. */
  beside?: (column: Column) => ReactNode
  /** What stands below it: what is read from it. */
  below?: (column: Column) => ReactNode
}

/** The columns of a table in its own order, each with what the catalogue says of it. */
export function ColumnList({ table, anchorOf = ({ name }) => name, beside, below }: ColumnListProps) {
  const relations = relationsFrom(table)
  return (
    <ul className="-mx-4 -mb-4">
      {table.columns.map((column) => (
        <li
          key={column.name}
          id={anchorOf(column)}
          className="grid scroll-mt-16 gap-x-6 gap-y-1 border-t border-border px-4 py-2.5 break-inside-avoid target:bg-selected tablet:grid-cols-[minmax(12rem,2fr)_5fr_minmax(7rem,1fr)] print:grid-cols-[2fr_5fr_0]"
        >
          <ColumnName table={table} column={column} anchor={anchorOf(column)} />
          <div className="flex min-w-0 flex-col gap-1">
            <Meaning column={column} relations={relations.filter((relation) => relation.column === column)} />
            <QuirkList quirks={quirksOfColumn(table, column)} />
            {below?.(column)}
          </div>
          {beside?.(column)}
        </li>
      ))}
    </ul>
  )
}

function ColumnName({ table, column, anchor }: { table: Table; column: Column; anchor: string }) {
  return (
    <div className="min-w-0">
      <h3 className="flex items-center gap-1.5 font-mono text-small font-semibold">
        {table.key.includes(column.name) && (
          <KeyRound aria-label="Key" role="img" className="size-3.5 shrink-0 text-accent" />
        )}
        <a href={`#${anchor}`} className="inline-flex min-h-6 items-center hover:text-accent hover:underline">
          <Breakable name={column.name} />
        </a>
      </h3>
      <p className="text-small text-muted">
        <span className="font-mono">{column.kind}</span>
        {marksOf(table, column).map((mark) => ` · ${mark}`)}
      </p>
    </div>
  )
}

function Meaning({ column, relations }: { column: Column; relations: readonly Relation[] }) {
  const { description, aliases } = column
  // Some columns of marts say their relation and nothing else; the link says it.
  const isRelation = relations.some(({ to, key }) => description === `${qualifiedName(to)}.${key.name}`)
  return (
    <>
      {!isRelation && <p className="max-w-[96ch]">{description}</p>}
      {relations.map(({ from, to, key }) => (
        <p key={qualifiedName(to)} className="text-small text-muted">
          Names a row of{' '}
          <Link
            href={`/dictionary/${qualifiedName(to)}#${key.name}`}
            prefetch={false}
            className="inline-flex min-h-6 items-center font-mono text-accent hover:underline"
          >
            <Breakable name={`${from.schema === to.schema ? to.name : qualifiedName(to)}.${key.name}`} />
          </Link>
        </p>
      ))}
      {aliases.length > 0 && (
        <p className="text-small text-muted">
          Also delivered as <span className="font-mono">{aliases.join(', ')}</span>
        </p>
      )}
    </>
  )
}

/** In words, so that nothing needs a legend. */
function marksOf(table: Table, column: Column): readonly string[] {
  return [
    table.cursor === column.name && 'moves with every change',
    column.numericText && 'a number or time as text',
    column.pii && 'about a person',
    column.optional && 'may be missing',
    column.deprecated && 'deprecated',
  ].filter((mark) => mark !== false)
}
