/** What takes a look at the rows, and therefore comes later than what the catalogue knows. */
import type { ReactNode } from 'react'
import { nameOfSource } from '@/components/shell/source-names'
import type { ScopedReader } from '@/lib/authz/reader'
import type { Column, Table } from '@/lib/catalogue/types'
import type { TableShares } from '@/lib/dictionary/column-shares'
import { formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/numbers'
import { log } from '@/lib/log'
import { ColumnList } from '../column-list'
import { Fact } from '../table-facts'
import { Shares } from './column-shares'

interface Counted {
  readonly shares: TableShares
  readonly asOf: ScopedReader['asOf']
}

interface CountedProps {
  table: Table
  /** Null: it could not be counted. */
  counted: Promise<Counted | null>
}

/** The dictionary stands without the counts. */
export function told(counted: Promise<Counted>, table: string): Promise<Counted | null> {
  return counted.catch((error: unknown) => {
    log.error({ err: error, table }, 'the columns of a table could not be counted')
    return null
  })
}

export async function CountedFacts({ table, counted }: CountedProps) {
  const found = await counted
  if (!found) return <Fact label="Rows">Could not be counted just now; load the page again.</Fact>
  const { shares, asOf } = found
  return (
    <>
      <Fact label="Rows">
        {shares.rows === null
          ? `Many; shares are of a sample of ${formatCount(shares.counted)}`
          : formatCount(shares.rows)}
      </Fact>
      <Fact label="As of">
        {Object.entries(asOf)
          .filter(([source]) => table.schema === 'mart' || source === table.schema)
          .map(([source, time]) => `${nameOfSource(source)} ${time === null ? 'never loaded' : formatMoment(time)}`)
          .join(' · ')}
      </Fact>
    </>
  )
}

export async function CountedColumns({
  table,
  counted,
  below,
}: CountedProps & { below: (column: Column) => ReactNode }) {
  const shares = (await counted)?.shares
  const byName = new Map(shares?.columns.map((one) => [one.column, one]))
  return (
    <ColumnList
      table={table}
      below={below}
      beside={({ name }) => <Shares shares={byName.get(name)} counted={shares?.counted ?? 0} />}
    />
  )
}
