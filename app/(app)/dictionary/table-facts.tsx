import type { ReactNode } from 'react'
import { Breakable } from '@/components/ui/breakable'
import type { Table } from '@/lib/catalogue/types'
import { documentationOf } from '@/lib/dictionary/documentation'
import { sourceOf } from '@/lib/dictionary/sources'

/** What holds for a table as a whole. */
export function TableFacts({ table, children }: { table: Table; children?: ReactNode }) {
  const documentation = documentationOf(table)
  return (
    <dl className="grid gap-x-8 gap-y-3 tablet:grid-cols-2 sidebar:grid-cols-3">
      <Fact label="Belongs to">{sourceOf(table).title}</Fact>
      <Fact label="Key">
        {table.key.length === 0 ? (
          'None: equal rows are legal and all count'
        ) : (
          <code className="font-mono text-small">
            <Breakable name={table.key.join(', ')} />
          </code>
        )}
      </Fact>
      <Fact label="Read">{howRead(table)}</Fact>
      {table.aliases.length > 0 && (
        <Fact label="Also delivered as">
          <code className="font-mono text-small">
            <Breakable name={table.aliases.join(', ')} />
          </code>
        </Fact>
      )}
      {(table.optional || table.derived) && (
        <Fact label="Delivered">
          {table.derived
            ? 'Not always; made here from what refers to it otherwise'
            : 'Not always; empty where it is not'}
        </Fact>
      )}
      <Fact label="Documented at">
        {documentation ? (
          <a
            href={documentation.href}
            rel="noreferrer"
            className="inline-flex min-h-6 items-center text-accent hover:underline"
          >
            {documentation.title}, “{documentation.section}”
          </a>
        ) : table.schema === 'mart' ? (
          'Here: Skillscope made it'
        ) : (
          'Nowhere today; known from an older version'
        )}
      </Fact>
      {children}
    </dl>
  )
}

function howRead({ schema, cursor }: Table): ReactNode {
  if (schema === 'mart') return 'Computed from the sources after each refresh'
  if (cursor === null) return 'Whole, with each refresh'
  return (
    <>
      What changed since last time, by <code className="font-mono text-small">{cursor}</code>
    </>
  )
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
