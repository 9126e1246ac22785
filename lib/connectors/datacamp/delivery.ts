/** Which objects of a folder are which tables. */
import type { Table } from '@/lib/catalogue/types'
import { listed } from '../columns'
import { SourceError } from '../types'
import type { StoredObject } from './object-store'

export interface Delivery {
  readonly objects: ReadonlyMap<Table, StoredObject>
  readonly warnings: readonly string[]
}

/** Facts were named learning_course_fact.csv in 2021; the prefix went away in 2022. */
const prefix = 'learning_'
/** Descriptions of the columns, delivered beside the data. */
const documentation = 'docs'

export function sortDelivery(objects: readonly StoredObject[], folder: string, tables: readonly Table[]): Delivery {
  const known = new Map<string, Table>()
  for (const table of tables) for (const name of [...table.aliases, table.name]) known.set(name.toLowerCase(), table)

  const found = new Map<Table, StoredObject>()
  const ignored: string[] = []
  for (const object of objects) {
    const file = folder === '' ? object.key : object.key.slice(folder.length + 1)
    if (file === '' || file.endsWith('/')) continue
    const name = /^([^/]+)\.csv$/i.exec(file)?.[1]?.toLowerCase()
    if (name === documentation) continue
    const table = name === undefined ? undefined : (known.get(name) ?? known.get(withoutPrefix(name)))
    const other = table && found.get(table)
    if (!table) ignored.push(file)
    else if (!other) found.set(table, object)
    else {
      const isPlain = name === table.name
      ignored.push(isPlain ? other.key.slice(folder.length + 1) : file)
      if (isPlain) found.set(table, object)
    }
  }

  const missing = tables.filter((table) => !found.has(table))
  const required = missing.filter((table) => !table.optional && !table.derived)
  if (required.length > 0) {
    const names = listed(required.map((table) => `${table.name}.csv`))
    const where = folder === '' ? 'The folder' : `The folder ${folder}`
    throw new SourceError(
      'missing_table',
      `${where} lacks ${names}. Nothing was taken over, because the tables belong together.`,
    )
  }
  const warnings: string[] = []
  if (ignored.length > 0) warnings.push(`Not imported, because Skillscope does not know them: ${listed(ignored)}.`)
  const absent = missing.filter((table) => !table.derived)
  if (absent.length > 0) warnings.push(`Not delivered: ${listed(absent.map((table) => table.name))}.`)
  return { objects: found, warnings }
}

function withoutPrefix(name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}
