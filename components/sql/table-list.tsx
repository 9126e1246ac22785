'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Input } from '@/components/ui/input'
import type { SqlTable } from '@/lib/sql/tables'

/** Tables and their columns, found by any part of a name. */
export function TableList({ tables, onPick }: { tables: readonly SqlTable[]; onPick: (name: string) => void }) {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = tables.filter(
    ({ name, columns }) =>
      name.includes(wanted) || (wanted !== '' && columns.some((column) => column.name.includes(wanted))),
  )
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Input
        type="search"
        aria-label="Find a table or column"
        placeholder="Find a table or column"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      <ul className="flex max-h-[60vh] flex-col overflow-y-auto">
        {found.map((table) => (
          <TableEntry key={table.name} table={table} wanted={wanted} onPick={onPick} />
        ))}
      </ul>
      {found.length === 0 && <p className="text-small text-muted">No table or column has this in its name.</p>}
    </div>
  )
}

interface EntryProps {
  table: SqlTable
  wanted: string
  onPick: (name: string) => void
}

function TableEntry({ table: { name, about, columns }, wanted, onPick }: EntryProps) {
  const [schema, table = ''] = name.split('.')
  return (
    <li className="flex items-start">
      <details className="min-w-0 grow">
        <summary
          className="min-h-7 cursor-pointer truncate rounded-control px-1 py-1 font-mono text-small hover:bg-hover max-tablet:py-2.5"
          title={about || name}
        >
          <span className="text-muted">{schema}.</span>
          {table}
        </summary>
        <ul className="mb-2 ml-2 border-l border-border pl-2">
          {columns.map((column) => (
            <li key={column.name}>
              <button
                type="button"
                className="flex min-h-6 w-full items-center justify-between gap-2 rounded-control px-1 text-left font-mono text-small hover:bg-hover max-tablet:min-h-10"
                onClick={() => onPick(column.name)}
              >
                <span className={wanted !== '' && column.name.includes(wanted) ? 'font-semibold' : undefined}>
                  {column.name}
                </span>
                <span className="truncate text-muted">{column.type}</span>
              </button>
            </li>
          ))}
        </ul>
      </details>
      <button
        type="button"
        aria-label={`Insert ${name}`}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text max-tablet:size-10"
        onClick={() => onPick(name)}
      >
        <Plus aria-hidden className="size-4" />
      </button>
    </li>
  )
}
