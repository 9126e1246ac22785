/** Writes the migration that leads from the existing ones to the Prisma schema, without touching any real database. */
import { withShadow } from './connect'
import { deploy } from './deploy'
import { differenceToSchema } from './engine'
import { MIGRATIONS, SCHEMA, writeMigration } from './folder'

export interface SchemaFolders {
  migrations?: string
  schema?: string
}

/** The name of the new migration's folder, or undefined when the migrations already make the schema. */
export async function create(
  url: string,
  name: string,
  { migrations = MIGRATIONS, schema = SCHEMA }: SchemaFolders = {},
): Promise<string | undefined> {
  return withShadow(url, async (shadow) => {
    await deploy(shadow, { folder: migrations })
    const sql = await differenceToSchema(shadow, schema)
    return sql === '' ? undefined : writeMigration(name, `${sql}\n`, new Date(), migrations)
  })
}
