/** From a column to the numbers that are read from it, and on to the pages that show them. */
import { analyses } from '@/lib/analyses/analyses'
import type { Analysis } from '@/lib/analyses/analysis'
import { qualifiedName } from '@/lib/catalogue/catalogue'
import type { Table } from '@/lib/catalogue/types'
import { dimensions } from '@/lib/metrics/dimensions'
import { metrics } from '@/lib/metrics/names'
import { useOfTable } from '@/lib/reports/table-use'
import type { Page } from '@/lib/reports/used-on'

export interface ReadNumber {
  readonly id: string
  readonly label: string
  /** Empty: no page shows it yet, the API answers it. */
  readonly pages: readonly Page[]
}

export interface ColumnUse {
  /** Metrics and analyses. */
  readonly numbers: readonly ReadNumber[]
  /** What numbers are grouped and filtered by, in words. */
  readonly groupings: readonly string[]
}

interface Reader {
  readonly label: string
  readonly readFrom?: readonly string[]
}

type Readers = Readonly<Record<string, Reader>>

const numbers: Readers = { ...metrics, ...(analyses as Readonly<Record<string, Analysis>>) }
const groupings: Readers = dimensions

const reading = (readers: Readers, column: string) =>
  Object.entries(readers).filter(([, { readFrom }]) => readFrom?.includes(column))

/** The pages that show something of a table. */
export function pagesOf(table: Table): readonly Page[] {
  return useOfTable(qualifiedName(table)).map(({ page }) => page)
}

/** By column name; every column of the table has an entry. */
export function lineageOf(table: Table): ReadonlyMap<string, ColumnUse> {
  const name = qualifiedName(table)
  const used = useOfTable(name)
  const shownOn = (id: string) => used.filter((use) => use.numbers.includes(id)).map(({ page }) => page)
  return new Map(
    table.columns.map((column) => {
      const whole = `${name}.${column.name}`
      return [
        column.name,
        {
          numbers: reading(numbers, whole).map(([id, { label }]) => ({ id, label, pages: shownOn(id) })),
          groupings: reading(groupings, whole).map(([, { label }]) => label),
        },
      ]
    }),
  )
}
