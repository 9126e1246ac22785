/** The quirks of a table and of its columns. */
import { column, findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import type { Column, Table } from '@/lib/catalogue/types'
import { quirks, quirkSources, type Quirk } from './quirks'

export interface ToldQuirk {
  readonly text: string
  /** "Skilljar Support, Data Connector tables" */
  readonly source: string
}

const told = ({ text, source }: Quirk): ToldQuirk => ({ text, source: quirkSources[source] })

/** Of the table as a whole; those of its columns stand with the columns. */
export function quirksOfTable(table: Table): readonly ToldQuirk[] {
  const name = qualifiedName(table)
  return quirks.filter(({ about }) => about.includes(name)).map(told)
}

export function quirksOfColumn(table: Table, { name }: Column): readonly ToldQuirk[] {
  const whole = `${qualifiedName(table)}.${name}`
  return quirks.filter(({ about }) => about.includes(whole)).map(told)
}

/** "datacamp.course_fact" or "datacamp.course_fact.xp" is in the catalogue. */
export function isKnown(name: string): boolean {
  const [schema = '', table = '', ...rest] = name.split('.')
  const found = findTable(`${schema}.${table}`)
  return found !== undefined && (rest.length === 0 || (rest.length === 1 && column(found, rest[0] ?? '') !== undefined))
}
