/** Drift: does the schema have changes no migration makes, and has the database been changed past its migrations? */
import { withConnection, withShadow } from './connect'
import type { SchemaFolders } from './create'
import { deploy, status } from './deploy'
import { differenceToSchema } from './engine'
import type { History } from './history'
import { MIGRATIONS, SCHEMA } from './folder'
import { readStructure } from './structure'

export interface Check {
  ok: boolean
  history: History
  /** SQL that a new migration would hold; empty when the migrations make the schema. */
  schemaDrift: string
  /** What the database has and its migrations do not make, and the other way round. */
  databaseDrift: { unexpected: string[]; missing: string[] }
}

export async function check(
  url: string,
  { migrations = MIGRATIONS, schema = SCHEMA }: SchemaFolders = {},
): Promise<Check> {
  const history = await status(url, migrations)
  const found = await withConnection(url, readStructure)
  const { expected, schemaDrift } = await withShadow(url, async (shadow) => {
    await deploy(shadow, { folder: migrations })
    return {
      expected: await withConnection(shadow, readStructure),
      schemaDrift: await differenceToSchema(shadow, schema),
    }
  })
  const databaseDrift = { unexpected: [...found.difference(expected)], missing: [...expected.difference(found)] }
  const historyOk = history.pending.length + history.changed.length + history.unknown.length === 0
  return {
    ok: historyOk && schemaDrift === '' && databaseDrift.unexpected.length + databaseDrift.missing.length === 0,
    history,
    schemaDrift,
    databaseDrift,
  }
}
