import Link from 'next/link'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { useOfTable } from '@/lib/reports/table-use'
import { UsedOnList } from './used-on'

/** How a table's rows are told apart, where its columns are explained, and which pages show what of it. */
export function AboutTable({ table }: { table: Table }) {
  const name = qualifiedName(table)
  return (
    <div className="flex flex-col gap-2">
      <h2 className="font-mono text-body font-semibold">{name}</h2>
      <p className="text-body text-muted">{table.description}</p>
      <p className="text-body text-muted">
        {table.key.length === 0 ? (
          'Rows have no key: two may be alike in everything.'
        ) : (
          <>
            Key: <code className="font-mono text-small text-text">{table.key.join(', ')}</code>
          </>
        )}
      </p>
      <Link
        href={`/dictionary/${name}`}
        className="inline-flex min-h-6 items-center self-start text-accent hover:underline"
      >
        What each column means
      </Link>
      <h3 className="border-t border-border pt-2 text-body font-[550]">Used on</h3>
      {useOfTable(name).length === 0 && (
        <p className="text-body text-muted">
          No page reads this table. It is here to be read row by row, through the API and by SQL.
        </p>
      )}
      <UsedOnList table={name} />
    </div>
  )
}
