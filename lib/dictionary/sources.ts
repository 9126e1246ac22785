/** The three families of tables, as the dictionary and its diagrams part them. */
import type { Table } from '@/lib/catalogue/types'

export interface Source {
  readonly id: Table['schema']
  readonly title: string
  readonly about: string
}

export const dictionarySources: readonly Source[] = [
  { id: 'datacamp', title: 'DataCamp', about: 'Exactly as DataCamp’s Data Connector delivers them.' },
  { id: 'skilljar', title: 'Skilljar', about: 'Exactly as Skilljar’s Data Connector delivers them.' },
  {
    id: 'mart',
    title: 'Condensed by Skillscope',
    about: 'People over both platforms, teams with dates, and sums that answer pages fast. Made anew from the sources.',
  },
]

export function findSource(id: string | undefined): Source | undefined {
  return dictionarySources.find((source) => source.id === id)
}

export function sourceOf(table: Table): Source {
  const source = findSource(table.schema)
  if (!source) throw new Error(`The dictionary lists no schema ${table.schema}.`)
  return source
}
