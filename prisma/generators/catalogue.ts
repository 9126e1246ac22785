/** Prisma generator: writes the catalogue (tables.ts) and Kysely's types (database.ts) from the schema. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import helper from '@prisma/generator-helper'
import { databaseFrom } from './database'
import { tablesFrom } from './tables'

const HEADER = '// Generated from prisma/schema by prisma/generators; edit the schema instead.\n'

helper.generatorHandler({
  onManifest: () => ({ prettyName: 'the catalogue', defaultOutput: '../../generated/catalogue' }),
  async onGenerate({ generator, dmmf }) {
    const folder = generator.output?.value
    if (!folder)
      throw new Error('The catalogue generator has no output folder: set output in prisma/schema/base.prisma.')

    const { models, enums } = dmmf.datamodel
    const tables = JSON.stringify(tablesFrom(models), null, 2)
    await mkdir(folder, { recursive: true })
    await writeFile(
      path.join(folder, 'tables.ts'),
      `${HEADER}import type { Table } from '@/lib/catalogue/types'\n\nexport const tables: readonly Table[] = ${tables}\n`,
    )
    await writeFile(path.join(folder, 'database.ts'), HEADER + databaseFrom(models, enums))
  },
})
