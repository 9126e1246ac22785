/** Which objects of a folder are which tables. */
import type { Table } from '@/lib/catalogue/types'
import { listed } from '../columns'
import { SourceError } from '../types'
import type { StoredObject } from './object-store'

export interface Delivery {
  /** '': the files lie in the folder itself. */
  readonly folder: string
  /** How many objects the folder has, known or not. */
  readonly listed: number
  readonly objects: ReadonlyMap<Table, StoredObject>
  /** Files of tables that no delivery can do without. */
  readonly lacks: readonly string[]
  readonly warnings: readonly string[]
}

/** Facts were named learning_course_fact.csv in 2021; the prefix went away in 2022. */
const prefix = 'learning_'
/** Descriptions of the columns, delivered beside the data. */
const documentation = 'docs'

interface File {
  readonly table: Table
  readonly object: StoredObject
  readonly name: string
  /** 0: named as today, not packed; the least of several files for a table is read. */
  readonly rank: number
}

export function sortDelivery(objects: readonly StoredObject[], folder: string, tables: readonly Table[]): Delivery {
  const known = new Map<string, Table>()
  for (const table of tables) for (const name of [...table.aliases, table.name]) known.set(name.toLowerCase(), table)

  const chosen = new Map<Table, File>()
  const unknown: string[] = []
  const spare: string[] = []
  for (const object of objects) {
    const name = folder === '' ? object.key : object.key.slice(folder.length + 1)
    if (name === '' || name.endsWith('/')) continue
    const [, stem, packed] = /^([^/]+)\.csv(\.gz)?$/i.exec(name.toLowerCase()) ?? []
    if (stem === documentation) continue
    const table = stem === undefined ? undefined : (known.get(stem) ?? known.get(withoutPrefix(stem)))
    if (!table) {
      unknown.push(name)
      continue
    }
    const file = { table, object, name, rank: (stem === table.name ? 0 : 2) + (packed ? 1 : 0) }
    const other = chosen.get(table)
    if (!other) chosen.set(table, file)
    else {
      const [read, left] = file.rank < other.rank ? [file, other] : [other, file]
      chosen.set(table, read)
      spare.push(`${left.name} (${read.name} is there too)`)
    }
  }

  const missing = tables.filter((table) => !chosen.has(table) && !table.derived)
  const optional = missing.filter((table) => table.optional)
  const warnings: string[] = []
  if (unknown.length > 0) warnings.push(`Not imported, because Skillscope does not know them: ${listed(unknown)}.`)
  if (spare.length > 0) warnings.push(`Not imported: ${listed(spare)}.`)
  if (optional.length > 0) warnings.push(`Not delivered: ${listed(optional.map((table) => table.name))}.`)
  return {
    folder,
    listed: objects.length,
    objects: new Map([...chosen].map(([table, { object }]) => [table, object])),
    lacks: missing.filter((table) => !table.optional).map((table) => `${table.name}.csv`),
    warnings,
  }
}

export function assertWhole({ folder, lacks }: Delivery): void {
  if (lacks.length === 0) return
  const where = folder === '' ? 'The folder' : `The folder ${folder}`
  throw new SourceError(
    'missing_table',
    `${where} lacks ${listed(lacks)}. Nothing was taken over, because the tables belong together.`,
  )
}

function withoutPrefix(name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}
